import './undo-toast.css';
import { UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useText } from '../app/language.tsx';
import { uiTexts } from './texts.ts';

/** How long a decision can be taken back. */
const undoMs = 8000;
/** More than these would queue, and the latest news would come late: the oldest makes room. */
const mostAtOnce = 2;
let shown: string[] = [];

/** `const done = useUndo(); done(t('accepted', { name }), () => takeBack(id))`: says what happened, and offers to undo it for eight seconds. */
export function useUndo() {
  const t = useText(uiTexts);
  return (message: string, undo?: () => void) => {
    for (const old of shown.slice(0, Math.max(0, shown.length - mostAtOnce + 1))) notifications.hide(old);
    const id = notifications.show({
      autoClose: undoMs,
      withCloseButton: undo === undefined,
      closeButtonProps: { 'aria-label': t('close') },
      onClose: () => {
        shown = shown.filter((each) => each !== id);
      },
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
    shown = [...shown, id];
  };
}
