import type { Cadence } from '../follow-ups/schema.ts';
import type { AnswerWay, BriefingItem } from './briefing-item.ts';
import type { Clause } from './schema.ts';

/**
 * An agreement to start from: the seven things the two teams owe each other, and what sales needs to know before it picks up the phone.
 * Both teams are meant to change the figures before they sign.
 */

type InLanguages = BriefingItem['label'];

const words = (en: string, da: string, nb: string, nl: string): InLanguages => ({ en, da, nb, nl });
const asked = (kind: 'text' | 'long_text' | 'number', question: InLanguages): AnswerWay => ({ by: 'form', kind, question });
const onCall: AnswerWay = { by: 'call' };

export const standardBriefingItems: readonly BriefingItem[] = [
  {
    key: 'name',
    label: words('Name', 'Navn', 'Navn', 'Naam'),
    answers: [{ by: 'profile', field: 'name' }, asked('text', words('Your name', 'Dit navn', 'Navnet ditt', 'Uw naam')), onCall],
  },
  {
    key: 'phone',
    label: words('Direct phone number', 'Direkte telefonnummer', 'Direkte telefonnummer', 'Direct telefoonnummer'),
    why: words(
      'A call reaches people; a form answer by mail often does not.',
      'Et opkald når frem; en mail gør det ofte ikke.',
      'En samtale når fram; en e-post gjør det ofte ikke.',
      'Een telefoontje komt aan; een mail vaak niet.',
    ),
    answers: [
      { by: 'profile', field: 'phone' },
      asked('text', words('Your phone number', 'Dit telefonnummer', 'Telefonnummeret ditt', 'Uw telefoonnummer')),
      onCall,
    ],
  },
  {
    key: 'title',
    label: words('Role in the company', 'Rolle i virksomheden', 'Rolle i bedriften', 'Rol in het bedrijf'),
    why: words(
      'Whether they decide or advise changes the conversation.',
      'Om de beslutter eller rådgiver, ændrer samtalen.',
      'Om de bestemmer eller gir råd, endrer samtalen.',
      'Of iemand beslist of adviseert verandert het gesprek.',
    ),
    answers: [
      { by: 'profile', field: 'title' },
      asked('text', words('Your role', 'Din stilling', 'Stillingen din', 'Uw functie')),
      onCall,
    ],
  },
  {
    key: 'company_size',
    label: words('Number of employees', 'Antal ansatte', 'Antall ansatte', 'Aantal medewerkers'),
    answers: [
      { by: 'profile', field: 'employees' },
      asked('number', words('How many are you?', 'Hvor mange er I?', 'Hvor mange er dere?', 'Met hoeveel bent u?')),
      onCall,
    ],
  },
  {
    key: 'need',
    label: words(
      'The problem, in their own words',
      'Problemet, med deres egne ord',
      'Problemet, med egne ord',
      'Het probleem, in eigen woorden',
    ),
    why: words(
      'So that the first sentence is about them.',
      'Så den første sætning handler om dem.',
      'Så den første setningen handler om dem.',
      'Zodat de eerste zin over hen gaat.',
    ),
    answers: [
      { by: 'evidence', criterion: 'has-a-pain' },
      asked(
        'long_text',
        words(
          'What can we help you with?',
          'Hvad kan vi hjælpe jer med?',
          'Hva kan vi hjelpe dere med?',
          'Waarmee kunnen we u helpen?',
        ),
      ),
      onCall,
    ],
  },
  {
    key: 'asked_for',
    label: words(
      'What they asked for or read',
      'Hvad de bad om eller læste',
      'Hva de ba om eller leste',
      'Waar ze om vroegen of wat ze lazen',
    ),
    answers: [{ by: 'journey' }],
  },
  {
    key: 'timing',
    label: words('When they want to decide', 'Hvornår de vil beslutte', 'Når de vil bestemme seg', 'Wanneer ze willen beslissen'),
    answers: [
      { by: 'evidence', criterion: 'decision-this-year' },
      {
        by: 'form',
        kind: 'choice',
        question: words(
          'When do you want to decide?',
          'Hvornår vil I beslutte jer?',
          'Når vil dere bestemme dere?',
          'Wanneer wilt u beslissen?',
        ),
        choices: [
          { key: 'now', label: words('Within a month', 'Inden for en måned', 'Innen en måned', 'Binnen een maand') },
          { key: 'this_year', label: words('Within a year', 'Inden for et år', 'Innen et år', 'Binnen een jaar') },
          { key: 'later', label: words('Later', 'Senere', 'Senere', 'Later') },
        ],
      },
      onCall,
    ],
  },
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
  { key: 'D7', ownerSide: 'marketing', metric: 'repaired_in_time', operator: '>=', target: 90, ...month, hours: 16 },
];

/** Five attempts within two weeks of working days of eight hours: calls with mails between them, the waits growing. */
export const standardCadence: Cadence = [
  { kind: 'call', afterHours: 0 },
  { kind: 'call', afterHours: 8 },
  { kind: 'mail', afterHours: 8 },
  { kind: 'call', afterHours: 24 },
  { kind: 'mail', afterHours: 24 },
];
