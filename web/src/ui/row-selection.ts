import { useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useText } from '../app/language.tsx';
import { useKeys } from '../app/use-keys.ts';
import { uiTexts } from './texts.ts';

/** Which rows of a table are selected, by their keys, and how that changes. */
export interface Selection<Row> {
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (keys: ReadonlySet<string>) => void;
  /** What the row is called, for who hears its box. */
  readonly nameOf: (row: Row) => string;
}

/**
 * Rows selected one by one, as a range with Shift, and by keyboard: J and K go from row to row, X selects, Shift selects up to there.
 * @param keys of the rows in their order
 * @param show brings a row into view, before it gets the focus
 */
export function useRowSelection(
  keys: readonly string[],
  selection: Pick<Selection<never>, 'selected' | 'onSelect'> | undefined,
  root: RefObject<HTMLElement | null>,
  show: (index: number) => void,
) {
  const t = useText(uiTexts);
  /** Where a range begins. */
  const anchor = useRef(0);
  const [at, setAt] = useState(-1);

  function toggle(index: number, range: boolean) {
    if (!selection) return;
    const next = new Set(selection.selected);
    const key = keys[index] ?? '';
    const adds = range || !next.has(key);
    const [from, to] = range ? [Math.min(anchor.current, index), Math.max(anchor.current, index)] : [index, index];
    for (const each of keys.slice(from, to + 1))
      if (adds) next.add(each);
      else next.delete(each);
    if (!range) anchor.current = index;
    selection.onSelect(next);
  }

  /** The row that has the focus, else the one that last had it. */
  const present = () => {
    const row = document.activeElement?.closest<HTMLElement>('[data-index]');
    return row && root.current?.contains(row) ? Number(row.dataset['index']) : at;
  };

  function go(step: number, range = false) {
    const from = present();
    const to = Math.max(0, Math.min(keys.length - 1, from + step));
    if (range && from >= 0) {
      if (!selection?.selected.has(keys[from] ?? '')) toggle(from, false);
      toggle(to, true);
    }
    setAt(to);
    show(to);
    // The row may have to be drawn first.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => root.current?.querySelector<HTMLElement>(`[data-index="${to}"] .data-table-open`)?.focus()),
    );
  }

  useKeys(
    selection
      ? {
          j: [t('nextRow'), () => go(1)],
          k: [t('previousRow'), () => go(-1)],
          x: [t('selectRow'), () => present() >= 0 && toggle(present(), false)],
        }
      : {},
  );

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!selection || event.ctrlKey || event.metaKey || event.altKey) return;
    if (step !== undefined) go(step, event.shiftKey);
    else if (event.shiftKey && event.key.toLowerCase() === 'x' && present() >= 0) toggle(present(), true);
    else return;
    event.preventDefault();
  }
  return { toggle, onKeyDown };
}
