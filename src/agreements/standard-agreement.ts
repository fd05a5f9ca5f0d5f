import type { Cadence } from '../follow-ups/schema.ts';
import type { BriefingItem, Clause } from './schema.ts';

/**
 * An agreement to start from: the six things the two teams owe each other, and what sales needs to know before it picks up the phone.
 * Both teams are meant to change the figures before they sign.
 */

const item = (key: string, en: string, da: string, nb: string, nl: string, why?: BriefingItem['why']): BriefingItem => ({
  key,
  label: { en, da, nb, nl },
  ...(why && { why }),
});

export const standardBriefingItems: readonly BriefingItem[] = [
  item('name', 'Name', 'Navn', 'Navn', 'Naam'),
  item('phone', 'Direct phone number', 'Direkte telefonnummer', 'Direkte telefonnummer', 'Direct telefoonnummer', {
    en: 'A call reaches people; a form answer by mail often does not.',
    da: 'Et opkald når frem; en mail gør det ofte ikke.',
    nb: 'En samtale når fram; en e-post gjør det ofte ikke.',
    nl: 'Een telefoontje komt aan; een mail vaak niet.',
  }),
  item('title', 'Role in the company', 'Rolle i virksomheden', 'Rolle i bedriften', 'Rol in het bedrijf', {
    en: 'Whether they decide or advise changes the conversation.',
    da: 'Om de beslutter eller rådgiver, ændrer samtalen.',
    nb: 'Om de bestemmer eller gir råd, endrer samtalen.',
    nl: 'Of iemand beslist of adviseert verandert het gesprek.',
  }),
  item('company_size', 'Number of employees', 'Antal ansatte', 'Antall ansatte', 'Aantal medewerkers'),
  item(
    'need',
    'The problem, in their own words',
    'Problemet, med deres egne ord',
    'Problemet, med egne ord',
    'Het probleem, in eigen woorden',
    {
      en: 'So that the first sentence is about them.',
      da: 'Så den første sætning handler om dem.',
      nb: 'Så den første setningen handler om dem.',
      nl: 'Zodat de eerste zin over hen gaat.',
    },
  ),
  item(
    'asked_for',
    'What they asked for or read',
    'Hvad de bad om eller læste',
    'Hva de ba om eller leste',
    'Waar ze om vroegen of wat ze lazen',
  ),
  item('timing', 'When they want to decide', 'Hvornår de vil beslutte', 'Når de vil bestemme seg', 'Wanneer ze willen beslissen'),
];

const month = { period: 'month', segment: {}, hours: null } as const;

export const standardClauses: readonly Clause[] = [
  { key: 'D1', ownerSide: 'marketing', metric: 'sales_ready_leads', operator: '>=', target: 20, ...month },
  { key: 'D2', ownerSide: 'marketing', metric: 'handoff_quality', operator: '>=', target: 90, ...month },
  { key: 'D3', ownerSide: 'marketing', metric: 'briefing_completeness', operator: '>=', target: 95, ...month },
  {
    key: 'D4',
    ownerSide: 'sales',
    metric: 'contacted_in_time',
    operator: '>=',
    target: 90,
    ...month,
    segment: { leadType: 'hot' },
    hours: 4,
  },
  {
    key: 'D4b',
    ownerSide: 'sales',
    metric: 'contacted_in_time',
    operator: '>=',
    target: 90,
    ...month,
    segment: { leadType: 'other' },
    hours: 16,
  },
  { key: 'D5', ownerSide: 'both', metric: 'capacity_used', operator: '<=', target: 100, ...month },
  {
    key: 'D6',
    ownerSide: 'both',
    metric: 'lead_to_customer',
    operator: '>=',
    target: 15,
    period: 'trailing_90_days',
    segment: {},
    hours: null,
  },
];

/** Five attempts within two weeks of working days of eight hours: calls with mails between them, the waits growing. */
export const standardCadence: Cadence = [
  { kind: 'call', afterHours: 0 },
  { kind: 'call', afterHours: 8 },
  { kind: 'mail', afterHours: 8 },
  { kind: 'call', afterHours: 24 },
  { kind: 'mail', afterHours: 24 },
];
