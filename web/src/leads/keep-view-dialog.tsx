import { Button, Checkbox, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { LeadView } from '../../../src/leads/views/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import { viewTexts } from './view-texts.ts';

/** Keeps what the address shows under a name, or gives a kept view another. */
export default function KeepViewDialog(props: {
  view: LeadView | undefined;
  query: Readonly<Record<string, string>>;
  onKept: (view: LeadView) => void;
  onClose: () => void;
}) {
  const { view, query, onKept, onClose } = props;
  const t = useText(viewTexts);
  const ui = useText(uiTexts);
  const say = useUndo();
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(false);
  const keep = useCommand(
    () =>
      view
        ? api.patch<LeadView>(`/lead-views/${view.key}`, { name })
        : api.post<LeadView>('/lead-views', { name, query, shared }),
    {
      refresh: ['/lead-views'],
      done: (kept) => {
        say(t('kept', { name: kept.name ?? '' }));
        onKept(kept);
        onClose();
      },
    },
  );
  return (
    <Modal opened onClose={onClose} title={t(view ? 'rename' : 'keepAs')} closeButtonProps={{ 'aria-label': ui('cancel') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          keep.mutate();
        }}
      >
        <TextInput
          label={t('nameOfView')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
          data-autofocus
        />
        {!view && (
          <Checkbox
            label={t('shareNow')}
            color="ink"
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        )}
        <Failure error={keep.error} when={{ 409: t('nameTaken') }} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" disabled={name.trim() === ''} loading={keep.isPending}>
            {t('keep')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
