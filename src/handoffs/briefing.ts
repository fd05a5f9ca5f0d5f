/** The briefing: the agreed items filled with what is known, which are missing, why the lead is ready, and how a rep might begin. */
import type { BriefingItem } from '../agreements/briefing-item.ts';
import type { Labels } from '../definitions/schema.ts';
import type { CriterionPart, CriterionResult } from '../definitions/score.ts';
import { asOf, fillItems, ownWords, type BriefingTouch, type FilledItem, type ItemFacts } from './items.ts';

export interface BriefingFacts extends ItemFacts {
  criteria: readonly CriterionResult[];
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
  const known = asOf(facts, now);
  const words = ownWords(known);
  return {
    items: fillItems(agreed, facts, now),
    because: facts.criteria.filter(isReason).map(asReason),
    ownWords: words,
    suggestedOpening: opening(words, known.touches),
  };
}

/** The items without a value. */
export function missingItems({ items }: Pick<Briefing, 'items'>): FilledItem[] {
  return items.filter(({ filled }) => !filled);
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
