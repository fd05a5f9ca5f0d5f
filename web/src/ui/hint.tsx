import './hint.css';
import { useId, useRef, type PointerEvent, type ReactNode } from 'react';
import { placeBelow } from './place-below.ts';

/** A sentence on something short, shown to pointer, keyboard and finger. The browser's own popover: no code is loaded for it. */
export function Hint({ text, children }: { text: string; children: ReactNode }) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const box = useRef<HTMLSpanElement>(null);
  function show() {
    if (!anchor.current || !box.current) return;
    box.current.showPopover();
    placeBelow(anchor.current, box.current);
  }
  const hide = () => box.current?.hidePopover();
  // A finger leaves at once; what it opened stays until it taps elsewhere.
  const leave = (event: PointerEvent) => event.pointerType !== 'touch' && hide();
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the handlers only show what aria-describedby tells already */}
      <span
        ref={anchor}
        className="hint-anchor"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is explained must be reachable by keyboard
        tabIndex={0}
        aria-describedby={id}
        onPointerEnter={show}
        onPointerLeave={leave}
        onFocus={show}
        onBlur={hide}
        onKeyDown={({ key }) => key === 'Escape' && hide()}
      >
        {children}
      </span>
      <span ref={box} id={id} role="tooltip" popover="manual" className="hint">
        {text}
      </span>
    </>
  );
}
