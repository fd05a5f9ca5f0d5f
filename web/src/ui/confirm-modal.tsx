import { Button, Group, Modal } from '@mantine/core';
import { useText } from '../app/language.tsx';
import type { Confirmation } from './confirm-dialog.tsx';
import { uiTexts } from './texts.ts';

export default function ConfirmModal(props: Confirmation) {
  const { title, children, confirm, tone = 'bad', pending = false, onConfirm, onClose } = props;
  const t = useText(uiTexts);
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('cancel') }}>
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
