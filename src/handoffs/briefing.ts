/** The briefing: the agreed items filled with what is known, which are missing, why the lead is ready, and how a rep might begin. */
import type { BriefingItem } from '../agreements/schema.ts';
import type { Labels } from '../definitions/schema.ts';
import type { CriterionPart, CriterionResult, ScoredEvidence } from '../definitions/score.ts';

/** A human touch as the briefing reads it. */
export interface BriefingTouch {
  occurredAt: Date;
  kind: string;
  title: string | null;
  content: string | null;
  path: string | null;
  /** What was answered, where the touch is a form. */
  answers: Readonly<Record<string, string>>;
}

export interface BriefingFacts {
  person: { name: string | null; email: string | null; phone: string | null; title: string | null; country: string | null };
  company: { name: string; country: string | null; industry: string | null; employees: number | null } | null;
  /** What the person said of themselves outside a form, by field. */
  answers: Readonly<Record<string, string>>;
  /** In any order; machines' touches left out. */
  touches: readonly BriefingTouch[];
  evidence: readonly ScoredEvidence[];
  criteria: readonly CriterionResult[];
  /** What marketing wrote for this hand-off, by the item's key; it goes before anything found. */
  given: Readonly<Record<string, string>>;
}

export type ItemSource = 'given' | 'person' | 'company' | 'form' | 'evidence' | 'touches';

export interface FilledItem extends BriefingItem {
  value: string | null;
  filled: boolean;
  source: ItemSource | null;
}

/** One thing that made the lead ready, as a fact. */
export interface Because {
  key: string;
  part: Exclude<CriterionPart, 'negative'>;
  kind: string;
  label: Labels;
  fact: string;
  count: number;
}

/** What a first sentence could build on; the screen words it. */
export interface Opening {
  kind: 'quote' | 'form' | 'content' | 'page';
  quote: string | null;
  content: string | null;
  page: string | null;
}

export interface Briefing {
  items: FilledItem[];
  because: Because[];
  /** The prospect's own sentence, the latest there is. */
  ownWords: string | null;
  suggestedOpening: Opening | null;
}

/** Why a lead is handed over by itself although its briefing lacks something: it asked for contact, and waiting would be rude. A code; screens word it. */
export const becauseOfHandRaise = 'hand-raise';

/** Fills a briefing as things stand at a moment. */
export function fillBriefing(agreed: readonly BriefingItem[], facts: BriefingFacts, now: Date): Briefing {
  const touches = facts.touches
    .filter(({ occurredAt }) => occurredAt <= now)
    .toSorted((a, b) => b.occurredAt.getTime() - a.occurredAt.getTime());
  const known = { ...facts, touches, evidence: standing(facts.evidence, now) };
  const ownWords = quoted(known);
  return {
    items: agreed.map((item) => ({ ...item, ...unfilled, ...find(item.key, known) })),
    because: facts.criteria.filter(isReason).map(asReason),
    ownWords,
    suggestedOpening: opening(ownWords, touches),
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

/** The items without a value. */
export function missingItems({ items }: Pick<Briefing, 'items'>): FilledItem[] {
  return items.filter(({ filled }) => !filled);
}

interface Found {
  value: string;
  filled: true;
  source: ItemSource;
}
const unfilled = { value: null, filled: false, source: null };

/** Where each kind of item is looked for; a key that is none of these is looked for among answers and evidence. */
const finders: Record<string, (facts: BriefingFacts) => Found | undefined> = {
  name: ({ person }) => found('person', person.name),
  email: ({ person }) => found('person', person.email),
  phone: ({ person }) => found('person', person.phone),
  contact: ({ person }) => found('person', person.phone ?? person.email),
  title: ({ person }) => found('person', person.title),
  company: ({ company }) => found('company', company?.name),
  industry: ({ company }) => found('company', company?.industry),
  employees: ({ company }) => found('company', company?.employees?.toString()),
  country: ({ person, company }) => found('person', person.country) ?? found('company', company?.country),
  askedfor: ({ touches }) => found('touches', askedFor(touches)),
  need: ({ evidence, touches }) => found('evidence', quoteOn(evidence, /pain|need|problem/)) ?? found('form', freeText(touches)),
  timing: ({ evidence }) => found('evidence', quoteOn(evidence, /decision|timing/)),
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

/** What marketing wrote, else what the key itself means, else an answer or a piece of evidence by that name. */
function find(key: string, facts: BriefingFacts): Found | undefined {
  const name = plain(key);
  const byName = (answers: Readonly<Record<string, string>>) =>
    Object.entries(answers).find(([field, answer]) => plain(field) === name && answer.trim() !== '')?.[1];
  return (
    found('given', facts.given[key]) ??
    finders[spellings[name] ?? name]?.(facts) ??
    found(
      'form',
      facts.touches.map(({ answers }) => byName(answers)).find((answer) => answer !== undefined) ?? byName(facts.answers),
    ) ??
    found('evidence', facts.evidence.find(({ criterion, quote }) => plain(criterion) === name && quote)?.quote)
  );
}

function found(source: ItemSource, value: string | null | undefined): Found | undefined {
  const text = value?.trim();
  return text ? { value: text, filled: true, source } : undefined;
}

/** The latest quote on a criterion of a kind. */
function quoteOn(evidence: readonly ScoredEvidence[], kind: RegExp): string | undefined {
  return evidence.find(({ criterion, quote }) => kind.test(criterion) && quote?.trim())?.quote ?? undefined;
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
function askedFor(touches: readonly BriefingTouch[]): string | undefined {
  const named = (kinds: string[]) =>
    touches
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ content, title }) => content ?? title)
      .find(Boolean);
  return named(['form']) ?? named(['download', 'event', 'chat']) ?? named(['page']) ?? undefined;
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

function freeText(touches: readonly BriefingTouch[]): string | undefined {
  return touches.map(({ answers }) => freeTextIn(answers)).find((text) => text !== undefined);
}

function quoted({ evidence, touches }: Pick<BriefingFacts, 'evidence' | 'touches'>): string | null {
  return evidence.find(({ quote }) => quote?.trim())?.quote?.trim() ?? freeText(touches) ?? null;
}

function isReason({ met, part }: CriterionResult): boolean {
  return met && part !== 'negative';
}

function asReason({ key, part, kind, labels, because, count }: CriterionResult): Because {
  return { key, part: part as Because['part'], kind, label: labels ?? {}, fact: because[0]?.fact ?? '', count };
}

/** The prospect's own words before a form, before content, before a page. */
function opening(quote: string | null, touches: readonly BriefingTouch[]): Opening | null {
  const nothing = { quote: null, content: null, page: null };
  if (quote !== null) return { ...nothing, kind: 'quote', quote };
  const latest = (kinds: string[]) => touches.find(({ kind, content, title }) => kinds.includes(kind) && (content ?? title));
  const form = latest(['form']);
  if (form) return { ...nothing, kind: 'form', content: form.content ?? form.title, page: form.path };
  const content = latest(['download', 'event', 'email_click']);
  if (content) return { ...nothing, kind: 'content', content: content.content ?? content.title };
  const page = touches.find(({ kind, path }) => kind === 'page' && path);
  return page ? { ...nothing, kind: 'page', content: page.title, page: page.path } : null;
}
