import { useQuery } from '@tanstack/react-query';
import { withNames } from '../../../src/comments/mentions.ts';
import type { TimelineItem } from '../../../src/timeline/schema.ts';
import { becauseOfHandRaise } from '../../../src/handoffs/briefing.ts';
import { answersIn, freeTextIn } from '../../../src/handoffs/items.ts';
import type { Reason } from '../../../src/reasons/schema.ts';
import { touchKinds, type Channel, type TouchKind } from '../../../src/touchpoints/kinds.ts';
import { isBefore, macroStage, type Stage } from '../../../src/leads/lifecycle.ts';
import { resource, type Page } from '../app/api.ts';
import type { Language } from '../app/define-texts.ts';
import { formatMessage } from '../app/define-texts.ts';
import type { Format } from '../app/format.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { stageNames } from '../leads/stage-texts.ts';
import type { TimelineEntry } from '../ui/timeline.tsx';
import { useNow } from '../ui/use-now.ts';
import { channelNames, namedTouches, storyTexts, touchNames } from './texts.ts';

/** One fact of a timeline, as the API tells it: data, never a sentence. Timelines and briefings tell the same facts. */
export type StoryFact = Omit<TimelineItem, 'kind' | 'side'> & { readonly kind: string; readonly side: string };

/** The catalogues of reasons, those that are retired too; they seldom change. */
export function useReasons() {
  return useQuery({ ...resource<Page<Reason>>('/reasons'), staleTime: 10 * 60_000 });
}

/** The reasons of a catalogue that may be given; none until they are known. */
export function useGivableReasons(kind: Reason['kind']): Reason[] {
  return useReasons().data?.items.filter((each) => each.kind === kind && !each.retiredAt) ?? [];
}

/** What a reason is called, by its kind and its code; the code itself where no catalogue has it. */
export function useReasonWords(): (kind: string, code: string) => string {
  const { language } = useLanguage();
  const reasons = useReasons().data?.items;
  return (kind, code) => reasons?.find((each) => each.kind === kind && each.code === code)?.label[language] ?? code;
}

/** What the facts name only by a key: a criterion of the definition, a colleague. */
export interface StoryNames {
  readonly criterion: (key: string) => string;
  readonly member: (id: string) => string | undefined;
}

const noNames: StoryNames = { criterion: (key) => key, member: () => undefined };

interface Words extends StoryNames {
  readonly language: Language;
  readonly t: ReturnType<typeof useText<keyof typeof storyTexts>>;
  readonly format: Format;
  readonly reason: (code: string) => string;
}

/** Turns the facts of a timeline into entries in the reader's language. */
export function useStory(names: StoryNames = noNames): (facts: readonly StoryFact[]) => TimelineEntry[] {
  const { language } = useLanguage();
  const t = useText(storyTexts);
  const format = useFormat();
  const now = useNow();
  const reasons = useReasons().data?.items;
  const reason = (code: string) => reasons?.find((each) => each.code === code)?.label[language] ?? code;
  const words: Words = { ...names, language, t, format, reason };
  return (facts) =>
    facts.filter(isNews).map((fact) => {
      const { title, detail } = wordFact(fact, words);
      // Invoices bear a day, and no time of it.
      const when = fact.kind === 'invoice' ? format.day(fact.at, now) : format.moment(fact.at, now);
      return { id: fact.id, side: colourOf(fact), title, at: fact.at, when, ...(detail !== '' && { detail }) };
    });
}

/** A stage that was skipped, or that a hand-off and its answer tell of already, is not told twice; a way back there is told. */
export function isNews({ kind, details }: Pick<StoryFact, 'kind' | 'details'>): boolean {
  const stage = textOf(details['stage']);
  return (
    kind !== 'stage' || (details['skipped'] !== true && (!toldElsewhere.has(stage) || (stage !== 'submitted' && isBack(details))))
  );
}

const toldElsewhere = new Set(['known', 'submitted', 'accepted', 'rejected']);

/** Whether a lead stepped back on its road, as when a contact was undone, or from where its passage had ended. */
function isBack(details: StoryFact['details']): boolean {
  const from = textOf(details['fromStage']) as Stage;
  return from === 'recycled' || from === 'disqualified' || isBefore(textOf(details['stage']) as Stage, from);
}

/**
 * Whose colour a fact wears: a hand-off both teams', a stage that of the team which has the lead there. What the customer does on
 * the site and in mails is on marketing's ground; what is neither team's stands in ink.
 */
export function colourOf({ side, kind, details }: Pick<StoryFact, 'side' | 'kind' | 'details'>): TimelineEntry['side'] {
  if (kind === 'handoff') return 'both';
  if (kind === 'stage') return macroStage(textOf(details['stage']) as Stage) === 'attract' ? 'marketing' : 'sales';
  if (kind === 'known' || (side === 'customer' && isTouch(kind))) return 'marketing';
  return side === 'marketing' || side === 'sales' ? side : 'ink';
}

/** A fact as a heading and a line under it. */
export function wordFact(fact: StoryFact, words: Words): { title: string; detail: string } {
  const { t, language, format, reason } = words;
  const { kind, details } = fact;
  const detail = (name: string) => textOf(details[name]);
  const who = fact.member?.name ?? '';
  // What was said, or written in the free text of a form.
  const written = kind === 'form' ? freeTextIn({ ...answersIn(details), ...answersIn(details['fields']) }) : undefined;
  const said = detail('quote') || (written ?? '');
  const quote = said && t('quoted', { quote: said });
  const because = detail('reason') && reason(detail('reason'));
  const worth = fact.money ? format.money(fact.money) : '';

  if (isTouch(kind))
    return { title: touchTitle(kind, fact, language), detail: lines(quote, origin(fact, language), fact.bot && t('machine')) };
  switch (kind) {
    case 'known':
      return { title: t('becameKnown'), detail: origin(fact, language) };
    case 'stage':
      return {
        title: t(isBack(details) ? 'stageBack' : 'stageReached', { stage: stageName(detail('stage'), language) }),
        detail: lines(because, who),
      };
    case 'handoff': {
      const to = words.member(detail('assignedTo'));
      const filled = t('briefingFilled', { n: detail('itemsFilled'), m: Number(detail('itemsAgreed')) });
      return {
        title: to ? t('handedOverTo', { name: to }) : t('handedOver'),
        detail: lines(filled, incompleteWords(detail('incompleteBecause'), t), who),
      };
    }
    case 'decision': {
      const back = detail('decision') === 'rejected';
      const undone = detail('undoneAt') !== '' && t('undone');
      return { title: t(back ? 'givenBack' : 'accepted'), detail: lines(because, detail('comment'), who, undone) };
    }
    case 'attempt': {
      const next = detail('nextStep') && t('next', { step: detail('nextStep') });
      return { title: attemptTitle(detail('kind'), detail('response'), t), detail: lines(detail('note'), next, who) };
    }
    case 'comment': {
      const names = details['mentions'] as Readonly<Record<string, string>>;
      const title = details['asks'] === true ? 'teamAsked' : detail('answers') ? 'teamAnswered' : 'teamSaid';
      return { title: t(title), detail: lines(t('quoted', { quote: withNames(detail('body'), (id) => names[id]) }), who) };
    }
    case 'deal': {
      const state = detail('stage');
      const title = t(state === 'won' ? 'dealWon' : state === 'lost' ? 'dealLost' : 'dealOpened', { name: fact.title ?? '' });
      return { title, detail: lines(worth, detail('stageName'), who) };
    }
    case 'invoice': {
      const credit = detail('kind') === 'credit_note';
      return { title: t(credit ? 'credited' : 'invoiced', { number: detail('number') }), detail: worth };
    }
    case 'evidence':
      return { title: t('noted', { criterion: words.criterion(detail('criterion')) }), detail: lines(quote, who) };
    default:
      return { title: fact.title ?? kind, detail: lines(quote, who) };
  }
}

/** Why a briefing was handed over incomplete: a colleague's own words, or the product's reason in the reader's. */
export function incompleteWords(because: string, t: Words['t']): string {
  return because === becauseOfHandRaise ? t('askedForContact') : because;
}

/** "Call: no answer", from the codes of an attempt. */
export function attemptTitle(kind: string, response: string, t: Words['t']): string {
  const what = kind === 'mail' || kind === 'meeting' ? t(kind) : t('call');
  return response === 'reached' || response === 'no_answer' || response === 'awaiting' ? `${what}: ${t(response)}` : what;
}

function isTouch(kind: string): kind is TouchKind {
  return (touchKinds as readonly string[]).includes(kind);
}

function touchTitle(kind: TouchKind, { title, content, path }: StoryFact, language: Language): string {
  const name = title ?? content ?? path;
  return name ? formatMessage(namedTouches[kind], language, { name }) : touchNames[kind][language];
}

/** Which road it came by: the channel, and what is known of the source and the campaign. */
function origin({ channel, source, campaign }: StoryFact, language: Language): string {
  const road = channel === null ? '' : (channelNames[channel as Channel]?.[language] ?? channel);
  return [road, source, campaign].filter(Boolean).join(' · ');
}

function stageName(stage: string, language: Language): string {
  return stageNames[stage as Stage]?.[language] ?? stage;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function lines(...parts: readonly (string | false)[]): string {
  return parts.filter(Boolean).join(' · ');
}
