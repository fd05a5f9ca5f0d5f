/** `ref={takeFocus}`: what has just come onto the screen because somebody asked for it is ready to be used. A module's own function, so that React calls it once. */
export const takeFocus = (element: HTMLElement | null) => element?.focus();
