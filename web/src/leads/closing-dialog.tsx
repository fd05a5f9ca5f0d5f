import { Button, Group, Modal, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { Reason } from '../../../src/reasons/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { dayIn } from '../app/format.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { DayField } from '../ui/day-field.tsx';
import { Failure } from '../ui/failure.tsx';
import { useFailureWords } from '../ui/failure-words.ts';
import { uiTexts } from '../ui/texts.ts';
import { numbersIn } from '../ui/typed-numbers.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import { useNow } from '../ui/use-now.ts';
import { ReasonChoice } from './reason-choice.tsx';
import { leadTexts } from './texts.ts';

const dayInMs = 86_400_000;

/** Takes a lead off the road for one reason: back to nurture until a day, or for good. */
export default function ClosingDialog({
  leadId,
  exit,
  onClose,
}: {
  leadId: string;
  exit: 'recycled' | 'disqualified';
  onClose: () => void;
}) {
  const t = useText(leadTexts);
  const ui = useText(uiTexts);
  const { timeZone } = useSession().workspace;
  const now = useNow();
  const say = useUndo();
  const [reason, setReason] = useState('');
  const [reEntryOn, setReEntryOn] = useState('');
  const [interest, setInterest] = useState<number | ''>('');
  const format = useFormat();
  const failure = useFailureWords();
  const recycling = exit === 'recycled';
  const act = `/leads/${leadId}/${recycling ? 'recycling' : 'disqualification'}`;
  const refresh = ['/leads', '/lead-views', '/handoffs', '/people', '/today'];
  const undo = useCommand(() => api.delete(act), { refresh });
  const close = useCommand(
    () =>
      api.post(act, {
        reason,
        ...(recycling && reEntryOn && { reEntryOn }),
        ...(recycling && interest !== '' && { reEntryEngagement: interest }),
      }),
    {
      refresh,
      done: () => {
        say(t('closed'), () => undo.mutate(undefined, { onError: (error) => say(failure(error).title) }));
        onClose();
      },
    },
  );

  function choose({ code, nurtureDays }: Reason) {
    setReason(code);
    if (nurtureDays) setReEntryOn(dayIn(timeZone, new Date(now.getTime() + nurtureDays * dayInMs)));
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t(recycling ? 'recycleTitle' : 'disqualifyTitle')}
      closeButtonProps={{ 'aria-label': ui('cancel') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          close.mutate();
        }}
      >
        <p className="second">{t(recycling ? 'recycleDetail' : 'disqualifyDetail')}</p>
        <ReasonChoice kind={exit} label={t('whyReason')} value={reason} onChoose={choose} />
        {recycling && (
          <>
            <DayField label={t('reEntryOn')} value={reEntryOn} onChange={setReEntryOn} />
            <NumberInput
              label={t('reEntryEngagement')}
              description={t('reEntryEngagementSub')}
              min={1}
              max={1000}
              {...numbersIn(format)}
              value={interest}
              onChange={(value) => setInterest(typeof value === 'number' ? value : '')}
            />
          </>
        )}
        <Failure error={close.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" disabled={reason === ''} loading={close.isPending}>
            {t(recycling ? 'recycleDo' : 'disqualifyDo')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
