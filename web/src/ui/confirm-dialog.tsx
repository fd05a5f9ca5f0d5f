import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../app/language.tsx';
import { uiTexts } from './texts.ts';

/** Asks before what cannot be undone. `confirm` is the verb of what will happen, never "OK". */
export function ConfirmDialog(props: {
  opened: boolean;
  title: string;
  children: ReactNode;
  confirm: string;
  tone?: 'ink' | 'bad' | 'sales' | 'marketing';
  pending?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { opened, title, children, confirm, tone = 'bad', pending = false, onConfirm, onClose } = props;
  const t = useText(uiTexts);
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('cancel') }}>
      <div className="stack">
        <div className="second">{children}</div>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color={tone} loading={pending} onClick={onConfirm}>
            {confirm}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
