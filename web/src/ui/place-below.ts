/** Puts an open popover under what it belongs to, above where there is no room, and always inside the window. */
export function placeBelow(anchor: Element, box: HTMLElement) {
  const [gap, edge] = [6, 8];
  const from = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const fits = from.bottom + gap + height <= window.innerHeight - edge;
  box.style.left = `${Math.max(edge, Math.min(from.left, window.innerWidth - width - edge))}px`;
  box.style.top = `${fits ? from.bottom + gap : Math.max(edge, from.top - gap - height)}px`;
}
