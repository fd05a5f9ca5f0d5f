import { isBefore, isWithMarketing, moves } from '../../../src/leads/lifecycle.ts';
import type { LeadItem } from '../../../src/leads/schema.ts';

type Standing = Pick<LeadItem, 'stage'>;

/** With marketing, or given back to it: it can go over to sales. */
export function canBeHandedOver({ stage }: Standing): boolean {
  return isWithMarketing(stage);
}

/** With sales, so that contacts with it are sales' to tell. */
export function isWithSales({ stage }: Standing): boolean {
  return ['accepted', 'working', 'connected', 'sql', 'opportunity'].includes(stage);
}

/** Sales has taken it and not yet found it worth a deal. */
export function canBeQualified(lead: Standing): boolean {
  return isWithSales(lead) && isBefore(lead.stage, 'sql');
}

export function canLeave({ stage }: Standing, exit: 'recycled' | 'disqualified'): boolean {
  return moves[stage].includes(exit);
}
