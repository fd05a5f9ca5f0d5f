import { useSyncExternalStore } from 'react';

const minute = 60_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

function wait() {
  timer = setTimeout(
    () => {
      for (const listener of listeners) listener();
      wait();
    },
    minute - (Date.now() % minute),
  );
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (listeners.size === 1) wait();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearTimeout(timer);
  };
}

const thisMinute = () => Math.floor(Date.now() / minute) * minute;

/** The present, to the minute; the part is drawn again each full minute. All clocks of a screen share one timer. */
export function useNow(): Date {
  return new Date(useSyncExternalStore(subscribe, thisMinute));
}
