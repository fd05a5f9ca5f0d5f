/** A key and what it does on the screen that is open. Keys are one character (`1`, `j`, `?`) or a sequence of two (`g h`). */
export interface KeyBinding {
  readonly keys: string;
  readonly does: string;
  readonly run: () => void;
}

let bindings: readonly KeyBinding[] = [];
let pending: string | null = null;
let pendingSince = 0;
const listeners = new Set<() => void>();

/** How long the second key of a sequence may take. */
const sequenceMs = 1500;

export const activeKeys = {
  all: () => bindings,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  /** Makes bindings active until the returned function is called. The latest binding of a key wins. */
  add(added: readonly KeyBinding[]) {
    bindings = [...bindings, ...added];
    for (const listener of listeners) listener();
    return () => {
      bindings = bindings.filter((binding) => !added.includes(binding));
      for (const listener of listeners) listener();
    };
  },
};

/** What a key press means now; remembers the first key of a sequence. */
export function pressed(key: string, now: number): KeyBinding | undefined {
  const lower = key.toLowerCase();
  const first = pending !== null && now - pendingSince <= sequenceMs ? pending : null;
  pending = null;
  const found = bindings.findLast(({ keys }) => keys === (first ? `${first} ${lower}` : lower));
  if (!found && !first && bindings.some(({ keys }) => keys.startsWith(`${lower} `))) {
    pending = lower;
    pendingSince = now;
  }
  return found;
}

/** Whether a key belongs to what has the focus: a field, a menu or an open dialog keeps its own keys. */
export function belongsToFocus(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]') !== null
  );
}
