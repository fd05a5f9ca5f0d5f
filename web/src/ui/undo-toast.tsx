import './undo-toast.css';
import { UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useText } from '../app/language.tsx';
import { uiTexts } from './texts.ts';

/** How long a decision can be taken back. */
const undoMs = 8000;

/** `const done = useUndo(); done(t('accepted', { name }), () => takeBack(id))`: says what happened, and offers to undo it for eight seconds. */
export function useUndo() {
  const t = useText(uiTexts);
  return (message: string, undo?: () => void) => {
    const id = notifications.show({
      autoClose: undoMs,
      withCloseButton: undo === undefined,
      message: (
        <span className="toast">
          <span>{message}</span>
          {undo && (
            <UnstyledButton
              className="toast-undo"
              onClick={() => {
                notifications.hide(id);
                undo();
              }}
            >
              {t('undo')}
            </UnstyledButton>
          )}
        </span>
      ),
    });
  };
}
