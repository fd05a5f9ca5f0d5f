import './undo-toast.css';
import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useText } from '../app/language.tsx';
import { useKeys } from '../app/use-keys.ts';
import { uiTexts } from './texts.ts';

interface Toast {
  readonly id: number;
  readonly message: string;
  readonly undo: (() => void) | undefined;
}

/** How long a decision can be taken back. */
const shownMs = 8000;
/** More than these would cover the screen: the oldest makes room. */
const mostAtOnce = 2;

let latest = 0;
let shown: readonly Toast[] = [];
const watchers = new Set<() => void>();

function show(next: readonly Toast[]) {
  shown = next.slice(-mostAtOnce);
  for (const watcher of watchers) watcher();
}

const hide = (id: number) => show(shown.filter((each) => each.id !== id));

function watch(watcher: () => void) {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}

function say(message: string, undo?: () => void) {
  latest += 1;
  show([...shown, { id: latest, message, undo }]);
}

/** `const say = useUndo(); say(t('accepted', { name }), () => takeBack(id))`: says what happened, and offers to undo it for eight seconds. */
export const useUndo = () => say;

/** What has just happened, at the foot of the window; read out as it comes. Once on the page. */
export function Toasts() {
  const t = useText(uiTexts);
  const toasts = useSyncExternalStore(watch, () => shown);
  return (
    <section className="toasts no-print" aria-live="polite" aria-label={t('news')}>
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

/** It stays while somebody points at it or has the focus in it. */
function OneToast({ toast: { id, message, undo } }: { toast: Toast }) {
  const t = useText(uiTexts);
  const takeBack = () => {
    hide(id);
    undo?.();
  };
  useKeys(undo ? { z: [t('undo'), takeBack] } : {});
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => hide(id), shownMs);
    return () => clearTimeout(timer);
  }, [held, id]);
  return (
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{message}</span>
      {undo ? (
        <UnstyledButton className="toast-undo" aria-keyshortcuts="Z" onClick={takeBack}>
          {t('undo')}
        </UnstyledButton>
      ) : (
        <ActionIcon variant="subtle" aria-label={t('close')} onClick={() => hide(id)}>
          <IconX size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}
