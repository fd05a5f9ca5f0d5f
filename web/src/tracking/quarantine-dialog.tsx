import './tracking.css';
import { Button, Checkbox, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Quarantined } from '../../../src/touchpoints/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { uiTexts } from '../ui/texts.ts';
import { refresh } from './quarantine-settings.tsx';
import { trackingTexts } from './texts.ts';

/** One message: as it was sent, and as it is to be sent again. */
export function QuarantineDialog({ message, onClose }: { message: Quarantined; onClose: () => void }) {
  const t = useText(trackingTexts);
  const ui = useText(uiTexts);
  const { id, reason, path, original, correction } = message;
  const { language } = useLanguage();
  const inLanguage = `?language=${language}`;
  const [text, setText] = useState(correction ?? readable(original));
  // Where its id was in the way, nothing else needs to be put right.
  const [asNew, setAsNew] = useState(path === '/messageId');
  const [discarding, setDiscarding] = useState(false);
  const send = useCommand(
    async () => {
      if (text !== (correction ?? readable(original))) await api.put(`/quarantine/${id}/correction${inLanguage}`, { text });
      await api.post(`/quarantine/${id}/replay${inLanguage}`, { asNew });
    },
    { refresh, done: onClose },
  );
  const discard = useCommand(() => api.delete(`/quarantine/${id}`), { refresh, done: onClose });
  return (
    <Modal opened onClose={onClose} size="xl" title={t('open')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <p>
          {path !== '' && <code>{path}</code>} {reason}
        </p>
        <Textarea
          label={correction === null ? t('original') : t('corrected')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={6}
          maxRows={18}
          spellCheck={false}
          classNames={{ input: 'message-text' }}
        />
        <Checkbox label={t('asNew')} checked={asNew} onChange={(event) => setAsNew(event.currentTarget.checked)} />
        <Failure error={send.error ?? discard.error} worded={[422]} />
        <Group justify="space-between">
          <Button variant="subtle" onClick={() => setDiscarding(true)}>
            {t('discard')}
          </Button>
          <Button type="submit" loading={send.isPending}>
            {t('sendAgain')}
          </Button>
        </Group>
      </form>
      <ConfirmDialog
        opened={discarding}
        title={t('discardTitle')}
        confirm={t('discard')}
        tone="bad"
        pending={discard.isPending}
        onConfirm={() => discard.mutate()}
        onClose={() => setDiscarding(false)}
      >
        {t('discardDetail')}
      </ConfirmDialog>
    </Modal>
  );
}

/** The message over several lines where that loses nothing of it; else as it was sent. */
function readable(original: string): string {
  try {
    const value: unknown = JSON.parse(original);
    return JSON.stringify(value) === original ? JSON.stringify(value, null, 2) : original;
  } catch {
    return original;
  }
}
