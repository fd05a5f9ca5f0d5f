/** The information contract: what sales needs to know of a lead, as both teams have agreed on it by a moment. */
import type { BriefingItem } from '../agreements/briefing-item.ts';

/** The agreement in force at a moment, as far as the contract depends on it. */
export interface SignedItems {
  briefingItems: readonly BriefingItem[];
  /** When its text was written; later changes of the contract hold although it may have come into force after them. */
  writtenAt: Date;
}

/** The items as both teams agreed on them after a request. */
export interface ContractVersion {
  version: number;
  items: readonly BriefingItem[];
  madeAt: Date;
}

/** What a team asks for: another item, another form of one, or one less. */
export type Asked = { kind: 'add' | 'change'; item: BriefingItem } | { kind: 'retire'; key: string };

/**
 * The version of the contract in force at a moment: the latest that was made by then, unless the agreement in force was written after it.
 * Undefined where the agreement's own items hold, or the standard's where there is none.
 */
export function versionAt(
  agreement: SignedItems | undefined,
  versions: readonly ContractVersion[],
  moment: Date,
): ContractVersion | undefined {
  const latest = versions
    .filter(({ madeAt }) => madeAt <= moment)
    .reduce<ContractVersion | undefined>((one, other) => (one && one.version > other.version ? one : other), undefined);
  return latest && (!agreement || latest.madeAt >= agreement.writtenAt) ? latest : undefined;
}

/** Why a request cannot be carried out on these items; null where it can. */
export function obstacleTo(items: readonly BriefingItem[], asked: Asked): 'is_there' | 'is_not_there' | 'full' | null {
  const isThere = items.some(({ key }) => key === keyOf(asked));
  if (asked.kind === 'add') return isThere ? 'is_there' : items.length >= MOST_ITEMS ? 'full' : null;
  return isThere ? null : 'is_not_there';
}

/** As many as an agreement may hold. */
export const MOST_ITEMS = 50;

export const keyOf = (asked: Asked): string => (asked.kind === 'retire' ? asked.key : asked.item.key);

/** The items once a request is carried out: what is added comes last, what is changed stays where it was. */
export function carriedOut(items: readonly BriefingItem[], asked: Asked): BriefingItem[] {
  if (asked.kind === 'retire') return items.filter(({ key }) => key !== asked.key);
  return asked.kind === 'add' ? [...items, asked.item] : items.map((item) => (item.key === asked.item.key ? asked.item : item));
}
