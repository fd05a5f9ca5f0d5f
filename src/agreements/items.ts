/** Items of the information contract: for which leads they are owed, and by which ways they are answered. Screens load this without the contract's zod. */
import type { BriefingItem, FormWay } from './briefing-item.ts';
import type { LeadType, ProfileField } from './item-words.ts';

/** The items that are owed for a lead of a type. */
export function itemsFor<Item extends Pick<BriefingItem, 'leadTypes'>>(items: readonly Item[], leadType: LeadType): Item[] {
  return items.filter((item) => item.leadTypes?.includes(leadType) ?? true);
}

/** The question an item is asked by in forms; undefined for one that no form may ask. */
export function questionOf({ answers }: Pick<BriefingItem, 'answers'>): FormWay | undefined {
  return answers?.find((way) => way.by === 'form');
}

/** The field on file that an item stands for. */
export function profileFieldOf({ answers }: Pick<BriefingItem, 'answers'>): ProfileField | undefined {
  return answers?.find((way) => way.by === 'profile')?.field;
}
