import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api, useCommand } from '../app/api.ts';
import { dayIn } from '../app/format.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { DayField } from '../ui/day-field.tsx';
import { Failure } from '../ui/failure.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import { useNow } from '../ui/use-now.ts';
import { guardTexts } from './guard-texts.ts';

/** Ends the pause that a hand-off sets marketing on, now or after a day, and says why. */
export default function EndPauseDialog({ leadId, onClose }: { leadId: string; onClose: () => void }) {
  const t = useText(guardTexts);
  const ui = useText(uiTexts);
  const format = useFormat();
  const say = useUndo();
  const now = useNow();
  const today = dayIn(useSession().workspace.timeZone, now);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const refresh = ['/people', '/planned-contacts'];
  const takeBack = useCommand(() => api.delete(`/leads/${leadId}/pause-ending`), { refresh });
  const save = useCommand(
    () => api.post(`/leads/${leadId}/pause-ending`, { reason: reason.trim(), ...(until !== '' && { until }) }),
    {
      refresh,
      done: () => {
        say(t('ended', { until: until === '' ? 'none' : format.day(until, now) }), () => takeBack.mutate());
        onClose();
      },
    },
  );
  return (
    <Modal opened onClose={onClose} title={t('endTitle')} closeButtonProps={{ 'aria-label': ui('cancel') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <p className="second">{t('endSub')}</p>
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
        <DayField label={t('until')} description={t('untilHint')} min={today} value={until} onChange={setUntil} />
        <Failure error={save.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" disabled={reason.trim() === ''} loading={save.isPending}>
            {t('doEnd')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
