import './action-menu.css';
import { UnstyledButton } from '@mantine/core';
import { useId, useRef, type KeyboardEvent, type ReactNode, type Ref, type RefObject } from 'react';
import { placeBelow } from './place-below.ts';

export interface Action {
  readonly key: string;
  readonly name: string;
  readonly act?: () => void;
  /** The address of a file that it fetches. */
  readonly download?: string;
}

/** What makes a button the one that opens the menu: `<Button {...opener}>`. */
export interface Opener {
  readonly ref: Ref<HTMLButtonElement>;
  readonly popoverTarget: string;
  readonly 'aria-haspopup': 'menu';
}

/**
 * A button that opens a short list of acts, with a note beneath. The browser's own popover: it closes on Escape and on a click elsewhere,
 * gives the focus back, and no code is loaded for it. `openerRef` is for who opens it by a key.
 */
export function ActionMenu(props: {
  label: string;
  actions: readonly Action[];
  note?: ReactNode;
  renderOpener: (opener: Opener) => ReactNode;
  openerRef?: RefObject<HTMLButtonElement | null>;
}) {
  const { label, actions, note, renderOpener, openerRef } = props;
  const id = useId();
  const own = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const button = openerRef ?? own;
  const items = () => [...(box.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];

  function opened() {
    if (!button.current || !box.current) return;
    placeBelow(button.current, box.current);
    items()[0]?.focus();
  }

  function move(event: KeyboardEvent) {
    const all = items();
    const at = all.findIndex((item) => item === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Tab') box.current?.hidePopover();
    if (to === undefined) return;
    event.preventDefault();
    all.at(to % all.length)?.focus();
  }

  return (
    <>
      {renderOpener({ ref: button, popoverTarget: id, 'aria-haspopup': 'menu' })}
      <div
        ref={box}
        id={id}
        popover="auto"
        className="action-menu no-print"
        onToggle={({ newState }) => newState === 'open' && opened()}
      >
        {actions.length > 0 && (
          // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the focus is on one of its items
          <div role="menu" aria-label={label} onKeyDown={move}>
            {actions.map(({ key, name, act, download }) => (
              <UnstyledButton
                key={key}
                role="menuitem"
                tabIndex={-1}
                className="action-menu-item"
                {...(download !== undefined && { component: 'a', href: download, download: true })}
                onClick={() => {
                  box.current?.hidePopover();
                  act?.();
                }}
              >
                {name}
              </UnstyledButton>
            ))}
          </div>
        )}
        {note !== undefined && <p className="action-menu-note second small">{note}</p>}
      </div>
    </>
  );
}
