import { v7 } from 'uuid';

/** A new UUIDv7: ordered by time, so that indexes grow at their end and cursors need no second column. */
export function newId(): string {
  return v7();
}
