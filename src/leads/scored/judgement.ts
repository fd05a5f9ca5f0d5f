import { forceBegins } from '../../definitions/in-force.ts';
import { rollingScore } from '../../definitions/rolling-score.ts';
import { crossingsOf, wokenAt, type DefinitionAtWork } from '../crossings.ts';
import { isBefore, type Stage } from '../lifecycle.ts';
import { returnsAt, type EndedPassage } from '../passages.ts';
import type { Outline, Prospect } from '../prospects/reports.ts';
import { engagementRank } from './engagement.ts';
import type { Remembered, RememberedScore, Standing } from './store.ts';

/** What scoring makes of a person who was looked up and read. */

/** A touch may be committed a little after it was received, and so be missed by the scoring of that moment. */
const LATE_COMMIT_MS = 60_000;
/** A touch told of so long after it happened may lie before something that was judged without it. */
const LATE_TOUCH_MS = 3_600_000;

/** What is new about somebody: touches, of which the first happened then (null: nobody says when); the time alone; or anything at all. */
export type News = { earliest: Date | null } | 'time' | 'anything';

/** A person, with where the open passage stands. */
export interface Followed extends Standing {
  outline: Outline;
  /** The open passage. */
  lead: Place | undefined;
  /** The passage before. */
  ended: EndedLead | undefined;
  news: News;
  /** What the touches that are read go on from; undefined where all of them are read. */
  before: Remembered | undefined;
}

/** Where a lead stands, and since when. */
export interface Place {
  id: string;
  stage: Stage;
  stageSince: Date;
}

/** A lead whose passage has ended. */
export interface EndedLead extends EndedPassage {
  id: string;
  /** Points gained since then that bring the person back before their day; null: only asking for contact does. */
  reEntryEngagement: number | null;
}

/** A person with what of them is to be read. */
export interface Read extends Followed {
  prospect: Prospect;
}

/** What the score of an open lead goes on from: under the same definition, with nothing new before what it has judged. */
export function goesOnFrom(last: RememberedScore | undefined, news: News, inForce: DefinitionAtWork): Remembered | undefined {
  if (!last?.remembered || last.definitionId !== inForce.id || news === 'anything') return undefined;
  if (news === 'time') return last.remembered;
  const judged = Math.max(
    last.remembered.tally.counted ?? 0,
    last.scoredAt.getTime() - LATE_TOUCH_MS,
    forceBegins(inForce)?.getTime() ?? 0,
  );
  return news.earliest && news.earliest.getTime() > judged ? last.remembered : undefined;
}

/** Whether only what is new can bring somebody back: what they did before was looked at when they did it. */
export function mayReturn({ lead, ended, news }: Followed): boolean {
  return !lead && ended !== undefined && typeof news !== 'string';
}

/** A person whom an e-mail address names has a lead from then on; one whose passage ended has a new one when they return. */
export function beginsAt(
  { knownSince, lead }: Prospect,
  ended: EndedLead | undefined,
  definitions: DefinitionAtWork[],
  now: Date,
): Date | null {
  if (knownSince === null || !ended) return knownSince;
  const { raised } = crossingsOf(lead, definitions, ended.closedAt, now);
  const touched = lead.touches.filter(({ bot, occurredAt }) => !bot && occurredAt <= now).map(({ occurredAt }) => occurredAt);
  const { stage, closedAt, reEntryEngagement } = ended;
  const woken =
    stage === 'recycled' && reEntryEngagement !== null ? wokenAt(lead, definitions, closedAt, reEntryEngagement, now) : null;
  return returnsAt(ended, touched, earlier(raised, woken));
}

/** What scoring makes of one person's lead. */
export interface Judged {
  person: Read;
  /** Where it goes on to, and since when. */
  moves: { leadId: string; to: Stage; at: Date }[];
  /** Whether it is to go to sales, if it is warm. */
  isDue: boolean;
  score: RememberedScore;
  active: number;
}

/** Judges one person's lead by the definition in force. */
export function judge(
  person: Read,
  lead: Place,
  definition: DefinitionAtWork,
  definitions: DefinitionAtWork[],
  now: Date,
): Judged {
  const { prospect, before } = person;
  // Crossings first: a score is carried forward and never back.
  const crossings =
    isBefore(lead.stage, 'mql') && crossingsOf(prospect.lead, definitions, judgedUpTo(person, definition), now, before?.tally);
  const rolling = rollingScore(prospect.lead, definition.body, before?.tally);
  const { fit, engagement, ready, handRaised, ...standing } = rolling.at(now);
  // What changed without a moment of its own (a profile, a negative signal that has lapsed) counts from now, unless a member has looked at
  // it all and set the lead back: then only what happens after that takes it forward.
  const since = person.setBack === null ? now : null;
  const moves = crossings
    ? advance(lead, {
        engaged: crossings.engaged ?? (standing.engaged ? since : null),
        mql: crossings.mql ?? (standing.mql ? since : null),
      })
    : [];
  const tally = rolling.tally();
  return {
    person,
    moves,
    // Said not to be ready, it is not handed over by itself; said to be, it waits for marketing, who said so.
    isDue: ready && isBefore(moves.at(-1)?.to ?? lead.stage, 'submitted') && !person.isHeldBack,
    active: Math.max(tally.active ?? -Infinity, ...prospect.lead.evidence.map(({ at }) => at.getTime())),
    score: {
      leadId: lead.id,
      definitionId: definition.id,
      fit,
      engagement,
      engagementHeld: rolling.engagement().held,
      engagementRank: engagementRank(engagement, definition.body.engagement.halfLifeDays, now),
      ready,
      handRaised,
      scoredAt: now,
      lookAgainAt: rolling.changesAfter(),
      remembered: { tally, answers: prospect.answers },
    },
  };
}

/** How a lead moves on to engaged and MQL at the times it crossed into them, but never before it became what it is. */
function advance(
  { id: leadId, stage, stageSince }: Place,
  { engaged, mql }: { engaged: Date | null; mql: Date | null },
): Judged['moves'] {
  const notBefore = (at: Date) => (at > stageSince ? at : stageSince);
  return [
    // Both at once is a skip, and moving it stamps it as one.
    ...(engaged && isBefore(stage, 'engaged') && (mql === null || engaged < mql)
      ? [{ leadId, to: 'engaged' as const, at: notBefore(engaged) }]
      : []),
    ...(mql ? [{ leadId, to: 'mql' as const, at: notBefore(mql) }] : []),
  ];
}

/**
 * Up to when a person has been judged: never before the end of the passage before, or before a member set the lead back; and where more than the newest touches was read but
 * nothing else changed, the moment of the last score or just before the earliest touch that has come in since.
 */
function judgedUpTo({ prospect, ended, last, setBack, news, before }: Read, definition: DefinitionAtWork): Date | null {
  const passage = later(ended?.closedAt ?? null, setBack);
  if (before) return later(passage, new Date(before.tally.counted ?? 0));
  if (news === 'anything' || last?.definitionId !== definition.id) return passage;
  const scoredAt = last.scoredAt.getTime();
  const fresh = prospect.lead.touches.filter(({ receivedAt }) => receivedAt.getTime() > scoredAt - LATE_COMMIT_MS);
  return later(
    passage,
    new Date(fresh.reduce((earliest, { occurredAt }) => Math.min(earliest, occurredAt.getTime() - 1), scoredAt)),
  );
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

export function later(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
