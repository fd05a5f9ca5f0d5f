import { useEffect, useRef, useSyncExternalStore } from 'react';
import { activeKeys, belongsToFocus, pressed } from './keys.ts';

/**
 * The keys of a screen, listed under `?` while it is open: `useKeys({ '1': [t('accept'), accept], 'g h': [t('handoffs'), go] })`.
 * They do not fire inside fields, menus and dialogs, nor with Ctrl, Alt or Cmd held.
 */
export function useKeys(keys: Readonly<Record<string, readonly [does: string, run: () => void]>>) {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  // Bindings change only when a key or its wording does; what a key runs is read when it is pressed.
  const signature = JSON.stringify(Object.entries(keys).map(([key, [does]]) => [key, does]));
  useEffect(() => {
    const described = JSON.parse(signature) as [string, string][];
    return activeKeys.add(described.map(([key, does]) => ({ keys: key, does, run: () => latest.current[key]?.[1]() })));
  }, [signature]);
}

/** All keys that work now. */
export function useActiveKeys() {
  return useSyncExternalStore((listener) => activeKeys.subscribe(listener), activeKeys.all);
}

/** The one listener behind all keys; mounted once, by the shell. */
export function useKeyListener() {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || belongsToFocus(event.target)) return;
      const binding = pressed(event.key, event.timeStamp);
      if (!binding) return;
      event.preventDefault();
      binding.run();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
