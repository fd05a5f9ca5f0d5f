/** What is known of an item of the information contract: where it is looked for, and by which way and when it was said. */
import type { AnswerWay, BriefingItem } from '../agreements/briefing-item.ts';
import type { ProfileField } from '../agreements/item-words.ts';
import type { ScoredEvidence } from '../definitions/score.ts';

/** A human touch as items read it. */
export interface BriefingTouch {
  occurredAt: Date;
  kind: string;
  title: string | null;
  content: string | null;
  path: string | null;
  /** What was answered, where the touch is a form. */
  answers: Readonly<Record<string, string>>;
}

export interface ItemFacts {
  person: { name: string | null; email: string | null; phone: string | null; title: string | null; country: string | null };
  company: { name: string; country: string | null; industry: string | null; employees: number | null } | null;
  /** What the person said of themselves outside a form, by field. */
  answers: Readonly<Record<string, string>>;
  /** In any order; machines' touches left out. */
  touches: readonly BriefingTouch[];
  evidence: readonly ScoredEvidence[];
  /** What the person answered on our forms, or somebody was told: by the item's key. In any order. */
  told: readonly ToldAnswer[];
  /** What marketing wrote for this hand-off, by the item's key; it goes before anything found. */
  given: Readonly<Record<string, string>>;
}

/** By which way somebody told an item's answer. */
export const tellings = ['form', 'call', 'mail', 'meeting'] as const;
export type Telling = (typeof tellings)[number];

export interface ToldAnswer {
  key: string;
  value: string;
  source: Telling;
  at: Date;
}

export const itemSources = ['given', 'person', 'company', 'evidence', 'touches', ...tellings] as const;
export type ItemSource = (typeof itemSources)[number];

export interface FilledItem extends BriefingItem {
  value: string | null;
  filled: boolean;
  source: ItemSource | null;
  /** When it was said, as far as that is known: RFC 3339. */
  at: string | null;
}

/** Fills items as things stand at a moment. */
export function fillItems(items: readonly BriefingItem[], facts: ItemFacts, now: Date): FilledItem[] {
  const known = asOf(facts, now);
  return items.map((item) => ({ ...item, ...unfilled, ...find(item, known) }));
}

/** The facts that hold at a moment, the newest first. */
export function asOf<Facts extends ItemFacts>(facts: Facts, now: Date): Facts {
  return {
    ...facts,
    touches: facts.touches
      .filter(({ occurredAt }) => occurredAt <= now)
      .toSorted((a, b) => b.occurredAt.getTime() - a.occurredAt.getTime()),
    told: facts.told.filter(({ at }) => at <= now).toSorted((a, b) => b.at.getTime() - a.at.getTime()),
    evidence: standing(facts.evidence, now),
  };
}

/** The answers among what was sent: plain values by field. */
export function answersIn(fields: unknown): Record<string, string> {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return {};
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) =>
      ['string', 'number', 'boolean'].includes(typeof value) ? [[field, String(value)]] : [],
    ),
  );
}

interface Found {
  value: string;
  filled: true;
  source: ItemSource;
  at: string | null;
}
const unfilled = { value: null, filled: false, source: null, at: null };

/** What marketing wrote, else by the ways the item says; one that says none is found by what its key means. */
function find(item: BriefingItem, facts: ItemFacts): Found | undefined {
  const given = found('given', facts.given[item.key]);
  if (given) return given;
  const told = toldOn(item.key, facts);
  if (!item.answers) return told ?? byMeaning(item.key, facts);
  const byWay = item.answers.map((way) => answered(item.key, way, facts)).find((answer) => answer !== undefined);
  if (!told || !byWay) return told ?? byWay;
  // What is on file may have been put right since; where it is what was told, it is said where it came from.
  if (byWay.source === 'person' || byWay.source === 'company') return same(told.value, byWay.value) ? told : byWay;
  return (byWay.at ?? '') > (told.at ?? '') ? byWay : told;
}

function toldOn(key: string, { told }: ItemFacts): Found | undefined {
  const latest = told.find((answer) => answer.key === key);
  return latest && found(latest.source, latest.value, latest.at);
}

/** Telephone numbers without their country's prefix are no shorter. */
const SHORTEST_NUMBER = 7;

/** "20 30 40 50" is what is kept as "+4520304050". */
function same(told: string, onFile: string): boolean {
  const [one, other] = [plain(told), plain(onFile)];
  const isNumber = Math.min(one.length, other.length) >= SHORTEST_NUMBER;
  return one === other || (isNumber && (one.endsWith(other) || other.endsWith(one)));
}

/** Looks for an answer by one of an item's ways. */
function answered(key: string, way: AnswerWay, facts: ItemFacts): Found | undefined {
  switch (way.by) {
    case 'profile':
      return onFile[way.field](facts);
    case 'evidence':
      return quoteOn(facts.evidence, (criterion) => criterion === way.criterion);
    case 'trait':
      return inAnswers(way.trait, facts);
    case 'form':
      return inAnswers(key, facts) ?? (way.kind === 'long_text' ? freeText(facts.touches) : undefined);
    case 'journey':
      return askedFor(facts.touches);
    default:
      // What is asked on the telephone is told, and was looked for before.
      return undefined;
  }
}

/** What each field on file says. */
const onFile: Record<ProfileField, (facts: ItemFacts) => Found | undefined> = {
  name: ({ person }) => found('person', person.name),
  email: ({ person }) => found('person', person.email),
  phone: ({ person }) => found('person', person.phone),
  title: ({ person }) => found('person', person.title),
  company: ({ company }) => found('company', company?.name),
  industry: ({ company }) => found('company', company?.industry),
  employees: ({ company }) => found('company', company?.employees?.toString()),
  country: ({ person, company }) => found('person', person.country) ?? found('company', company?.country),
};

/** Where an item that says no ways is looked for; a key that means none of these is looked for among answers and evidence. */
const meanings: Record<string, (facts: ItemFacts) => Found | undefined> = {
  ...onFile,
  contact: ({ person }) => found('person', person.phone ?? person.email),
  askedfor: ({ touches }) => askedFor(touches),
  need: ({ evidence, touches }) => quoteOn(evidence, (criterion) => /pain|need|problem/.test(criterion)) ?? freeText(touches),
  timing: ({ evidence }) => quoteOn(evidence, (criterion) => /decision|timing/.test(criterion)),
};
const spellings: Record<string, string> = {
  fullname: 'name',
  mail: 'email',
  telephone: 'phone',
  role: 'title',
  jobtitle: 'title',
  companyname: 'company',
  companysize: 'employees',
  size: 'employees',
  interest: 'askedfor',
  problem: 'need',
  pain: 'need',
};

function byMeaning(key: string, facts: ItemFacts): Found | undefined {
  const name = plain(key);
  return (
    meanings[spellings[name] ?? name]?.(facts) ??
    inAnswers(key, facts) ??
    quoteOn(facts.evidence, (criterion) => plain(criterion) === name)
  );
}

/** An answer by that name, however it is spelled: the latest in a form, else what the person said of themselves. */
function inAnswers(field: string, { touches, answers }: ItemFacts): Found | undefined {
  const name = plain(field);
  const byName = (given: Readonly<Record<string, string>>) =>
    Object.entries(given).find(([each, answer]) => plain(each) === name && answer.trim() !== '')?.[1];
  for (const touch of touches) {
    const answer = found('form', byName(touch.answers), touch.occurredAt);
    if (answer) return answer;
  }
  return found('form', byName(answers));
}

function found(source: ItemSource, value: string | null | undefined, at: Date | null = null): Found | undefined {
  const text = value?.trim();
  return text ? { value: text, filled: true, source, at: at?.toISOString() ?? null } : undefined;
}

/** The latest quote on a criterion. */
function quoteOn(evidence: readonly ScoredEvidence[], isMeant: (criterion: string) => boolean): Found | undefined {
  const latest = evidence.find(({ criterion, quote }) => isMeant(criterion) && quote?.trim());
  return latest && found('evidence', latest.quote, latest.at);
}

/** "job_title", "Job title" and "jobTitle" are one name. */
const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Evidence that holds at a moment, the newest first. */
function standing(evidence: readonly ScoredEvidence[], now: Date): ScoredEvidence[] {
  const holds = ({ at, expiresAt, withdrawnAt }: ScoredEvidence) =>
    at <= now && (!expiresAt || now < expiresAt) && (!withdrawnAt || now < withdrawnAt);
  return evidence.filter(holds).toSorted((a, b) => b.at.getTime() - a.at.getTime());
}

/** What was asked for last in a form, else read or attended last. */
function askedFor(touches: readonly BriefingTouch[]): Found | undefined {
  const latest = (kinds: string[]) => {
    const touch = touches.find(({ kind, content, title }) => kinds.includes(kind) && (content ?? title));
    return touch && found('touches', touch.content ?? touch.title, touch.occurredAt);
  };
  return latest(['form']) ?? latest(['download', 'event', 'chat']) ?? latest(['page']);
}

/** Names of the free-text field of a contact form in our countries. */
const freeTextFields = new Set([
  'message',
  'comment',
  'comments',
  'question',
  'besked',
  'kommentar',
  'spoergsmaal',
  'spørgsmål',
  'melding',
  'spørsmål',
  'bericht',
  'opmerking',
  'vraag',
]);

/** What somebody wrote of their own accord in a form. */
export function freeTextIn(answers: Readonly<Record<string, string>>): string | undefined {
  const written = Object.entries(answers).find(([field, answer]) => freeTextFields.has(plain(field)) && answer.trim() !== '');
  return written?.[1].trim();
}

function freeText(touches: readonly BriefingTouch[]): Found | undefined {
  for (const { answers, occurredAt } of touches) {
    const written = found('form', freeTextIn(answers), occurredAt);
    if (written) return written;
  }
  return undefined;
}

/** The prospect's own sentence, the latest there is. */
export function ownWords({ evidence, touches }: Pick<ItemFacts, 'evidence' | 'touches'>): string | null {
  return evidence.find(({ quote }) => quote?.trim())?.quote?.trim() ?? freeText(touches)?.value ?? null;
}
