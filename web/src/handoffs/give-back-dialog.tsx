import { Button, Group, Modal, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useLanguage, useText } from '../app/language.tsx';
import { useReasons, type Reason } from '../touchpoints/story.ts';
import { ErrorState, Loading } from '../ui/states.tsx';
import { takeFocus } from '../ui/take-focus.ts';
import { uiTexts } from '../ui/texts.ts';
import { giveBackTexts } from './give-back-texts.ts';
import { handoffTexts } from './texts.ts';

/** Gives a hand-off back for exactly one reason; each says what follows from it. */
export default function GiveBackDialog(props: {
  name: string;
  pending: boolean;
  onGiveBack: (body: { reason: string; comment?: string }) => void;
  onClose: () => void;
}) {
  const { name, pending, onGiveBack, onClose } = props;
  const t = useText(handoffTexts);
  const words = useText(giveBackTexts);
  const ui = useText(uiTexts);
  const { language } = useLanguage();
  const reasons = useReasons();
  const [reason, setReason] = useState('');
  const [comment, setComment] = useState('');
  const repair = useRepair();
  const offered = reasons.data?.items.filter(({ kind }) => kind === 'rejected') ?? [];
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words('giveBackTitle', { name })}
      closeButtonProps={{ 'aria-label': ui('cancel') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason) onGiveBack({ reason, ...(comment.trim() && { comment: comment.trim() }) });
        }}
      >
        {reasons.isPending && <Loading lines={5} />}
        {reasons.error && <ErrorState error={reasons.error} retry={() => void reasons.refetch()} />}
        {offered.length > 0 && (
          <Radio.Group label={words('giveBackWhy')} value={reason} onChange={setReason}>
            <div className="give-back-reasons">
              {offered.map((each, index) => (
                <Radio
                  key={each.code}
                  value={each.code}
                  color="ink"
                  iconColor="var(--panel)"
                  label={each.label[language]}
                  description={repair(each)}
                  {...(index === 0 && { ref: takeFocus, 'data-autofocus': true })}
                />
              ))}
            </div>
          </Radio.Group>
        )}
        <Textarea
          label={words('comment')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={5000}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" color="sales" disabled={reason === ''} loading={pending}>
            {t('giveBackDo')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

const repairs = {
  nurture: 'repairNurtureOpen',
  fix_source: 'repairFixSource',
  fix_field: 'repairFixField',
  disqualify: 'repairDisqualify',
  appeal: 'repairAppeal',
} as const;

/** What follows from a reason, in words. */
function useRepair(): (reason: Reason) => string {
  const t = useText(giveBackTexts);
  return ({ repair, nurtureDays }) =>
    repair === 'nurture' && nurtureDays !== null ? t('repairNurture', { days: nurtureDays }) : t(repairs[repair]);
}
