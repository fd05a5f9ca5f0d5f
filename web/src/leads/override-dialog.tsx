import { Button, Group, Modal, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { addDays } from '../../../src/calendars/local-day.ts';
import { api, useCommand } from '../app/api.ts';
import { dayIn } from '../app/format.ts';
import { useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { DayField } from '../ui/day-field.tsx';
import { Failure } from '../ui/failure.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import { useNow } from '../ui/use-now.ts';
import { overrideTexts } from './override-texts.ts';
import { leadTexts } from './texts.ts';

/** Offered as the last day: long enough to act on, short enough not to be forgotten. */
const OFFERED_DAYS = 30;
const LONGEST_DAYS = 366;

/** Says that a lead counts as ready, or not, whatever its score: why, and until when. */
export default function OverrideDialog({ leadId, isReady, onClose }: { leadId: string; isReady: boolean; onClose: () => void }) {
  const t = useText(overrideTexts);
  const words = useText(leadTexts);
  const ui = useText(uiTexts);
  const say = useUndo();
  const { timeZone } = useSession().workspace;
  const today = dayIn(timeZone, useNow());
  const [ready, setReady] = useState(!isReady);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(addDays(today, OFFERED_DAYS));
  const save = useCommand(() => api.post(`/leads/${leadId}/score-override`, { ready, reason: reason.trim(), until }), {
    refresh: ['/leads', '/people'],
    done: () => {
      say(t('saved'));
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('override')} closeButtonProps={{ 'aria-label': ui('cancel') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <p className="second">{t('overrideSub')}</p>
        <Radio.Group label={t('countsAs')} value={ready ? 'ready' : 'not'} onChange={(value) => setReady(value === 'ready')}>
          <div className="radio-list">
            <Radio value="ready" color="ink" iconColor="var(--panel)" label={words('ready')} />
            <Radio value="not" color="ink" iconColor="var(--panel)" label={words('notReady')} />
          </div>
        </Radio.Group>
        <Textarea
          label={t('reason')}
          required
          autosize
          minRows={2}
          maxRows={8}
          maxLength={5000}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          data-autofocus
        />
        <DayField required label={t('until')} min={today} max={addDays(today, LONGEST_DAYS)} value={until} onChange={setUntil} />
        <Failure error={save.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" disabled={reason.trim() === '' || until === ''} loading={save.isPending}>
            {t('save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
