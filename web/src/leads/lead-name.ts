import type { LeadItem } from '../../../src/leads/schema.ts';

/** What a lead is called: the person, else the address, else the company. */
export function nameOfLead({ person, company }: Pick<LeadItem, 'person' | 'company'>): string {
  return person.name ?? person.email ?? company?.name ?? '–';
}
