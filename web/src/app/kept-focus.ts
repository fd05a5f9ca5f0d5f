import { useEffect } from 'react';

/**
 * Keeps the place of who works by keyboard. When what had the focus has left the screen (a button that is done, a row that is dealt with, a
 * dialog whose opener is gone, a screen that was left), the focus goes to the nearest part of the content that is still there instead of
 * being lost, so that Tab and a screen reader go on from where they were. Mounted once, by the shell.
 */
export function useKeptFocus() {
  useEffect(() => {
    let latest: Element | null = null;
    /** The latest place within the content, and what stands around it, inmost first. */
    let around: HTMLElement[] = [];

    function onFocus({ target }: FocusEvent) {
      if (!(target instanceof HTMLElement)) return;
      latest = target;
      const path = pathOf(target);
      if (path.length > 0) around = path;
    }
    const watcher = new MutationObserver(() => {
      if (document.activeElement !== document.body || !latest || latest.isConnected) return;
      const place = around.find(({ isConnected }) => isConnected) ?? document.getElementById('content');
      latest = null;
      if (!place) return;
      // What cannot be used itself takes the focus only for reading and Tab to go on from it.
      if (place.tabIndex < 0) place.setAttribute('tabindex', '-1');
      place.focus({ preventScroll: true });
    });
    document.addEventListener('focusin', onFocus);
    watcher.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', onFocus);
      watcher.disconnect();
    };
  }, []);
}

/** An element of the content and all it stands in, up to the content itself; nothing for one elsewhere. */
function pathOf(element: HTMLElement): HTMLElement[] {
  const path: HTMLElement[] = [];
  for (let at: HTMLElement | null = element; at; at = at.parentElement) {
    path.push(at);
    if (at.id === 'content') return path;
  }
  return [];
}
