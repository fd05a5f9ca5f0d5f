import type { Draft } from './draft.ts';

/** A draft as it is kept in the browser until it is saved. */
export interface KeptDraft {
  readonly draft: Draft;
  /** The version it began from. */
  readonly from: number;
  /** The day it is to hold from; empty: as soon as both have signed. */
  readonly firstDay: string;
}

/** Where a person's draft in a workspace is kept: in this tab of the browser, and nowhere else. */
export function draftPlace(workspace: string, user: string): string {
  return `samspil.definition-draft.${workspace}.${user}`;
}

type Place = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The draft kept; null where there is none, or none that can be read. */
export function readDraft(storage: Place, place: string): KeptDraft | null {
  try {
    const kept = JSON.parse(storage.getItem(place) ?? 'null') as KeptDraft | null;
    return kept && typeof kept.from === 'number' && 'thresholds' in kept.draft ? kept : null;
  } catch {
    // Storage may be refused, or hold what another program left.
    return null;
  }
}

/** Keeps a draft; null forgets it. Where storage is refused, it lives as long as the screen. */
export function keepDraft(storage: Place, place: string, kept: KeptDraft | null): void {
  try {
    if (kept) storage.setItem(place, JSON.stringify(kept));
    else storage.removeItem(place);
  } catch {
    // Nothing is lost yet: the screen still holds it.
  }
}
