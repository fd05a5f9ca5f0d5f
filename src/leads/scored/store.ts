import { sql } from 'kysely';
import type { Tally } from '../../definitions/rolling-score.ts';
import type { Db } from '../../platform/context.ts';
import { asRows } from '../store.ts';

/** Scores as they were last worked out, and who is to be scored next. */

/** What scoring remembers of a person between two touches. */
export interface Remembered {
  tally: Tally;
  answers: Readonly<Record<string, string>>;
}

export interface StoredScore {
  leadId: string;
  definitionId: string;
  fit: number;
  engagement: number;
  /** The part of the engagement at its caps, which does not fall until it is looked at again. */
  engagementHeld: number;
  /** Orders leads by engagement at whatever moments they were scored. */
  engagementRank: number;
  ready: boolean;
  handRaised: boolean;
  scoredAt: Date;
  lookAgainAt: Date | null;
}

const scoreColumns = [
  'leadId',
  'definitionId',
  'fit',
  'engagement',
  'engagementHeld',
  'engagementRank',
  'ready',
  'handRaised',
  'scoredAt',
  'lookAgainAt',
] as const;

export async function storedScores(db: Db, leadIds: readonly string[]): Promise<Map<string, StoredScore>> {
  if (leadIds.length === 0) return new Map();
  const rows = await db.selectFrom('leadScores').select(scoreColumns).where('leadId', 'in', leadIds).execute();
  return new Map(rows.map((row) => [row.leadId, row]));
}

/** A score with what is remembered for the next touch; null: nothing, so that all touches have to be read. */
export interface RememberedScore extends StoredScore {
  remembered: Remembered | null;
}

/** Where scoring finds somebody's open lead. */
export interface Standing {
  /** How it was last scored. */
  last: RememberedScore | undefined;
  /** When a member set it back, if that is why it stands where it does. */
  setBack: Date | null;
  /** Whether somebody has said that it does not count as ready, whatever its score. */
  isHeldBack: boolean;
}

/**
 * By person, of those who have an open lead. In one statement: each touch of each person asks for it. The people are a value to join with rather than a list to be among, for which
 * PostgreSQL would plan anew each time, and that costs more than the answer. "offset 0" has each of them looked up by itself: for a hundred it
 * would read tables of thousands from end to end.
 */
export async function standings(db: Db, personIds: readonly string[], at: Date): Promise<Map<string, Standing>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<StoredScore & { personId: string; tally: unknown; scored: boolean } & Omit<Standing, 'last'>>`
    select l.person_id, s.lead_id is not null as scored, s.lead_id, s.definition_id, s.fit, s.engagement, s.engagement_held, s.engagement_rank, s.ready,
           s.hand_raised, s.scored_at, s.look_again_at, s.tally, b.entered_at as set_back,
           exists (select from score_overrides o where o.workspace_id = l.workspace_id and o.lead_id = l.id and o.ended_at is null
                      and not o.ready and o.ends_at > ${at}) as is_held_back
      from json_to_recordset(${asRows(personIds)}::json) as w(id uuid)
     cross join lateral (select * from leads where person_id = w.id and closed_at is null offset 0) l
      left join lateral (select * from lead_scores where lead_id = l.id offset 0) s on true
      left join lateral (
        select entered_at from lead_stages
         where lead_id = l.id and move = l.moves and member_id is not null
           and ((stage = 'known' and from_stage <> 'new') or (stage = 'engaged' and from_stage = 'mql')) offset 0) b on true`.execute(
    db,
  );
  return new Map(
    rows.map(({ personId, tally, scored, setBack, isHeldBack, ...score }) => [
      personId,
      { last: scored ? { ...score, remembered: tally as Remembered | null } : undefined, setBack, isHeldBack },
    ]),
  );
}

export async function keepScores(db: Db, workspaceId: string, scores: readonly RememberedScore[]): Promise<void> {
  if (scores.length === 0) return;
  // As one value however many they are: a statement takes 65,535.
  const rows = JSON.stringify(scores.map(({ remembered, ...score }) => ({ ...score, tally: remembered })));
  await sql`
    insert into lead_scores (workspace_id, lead_id, definition_id, fit, engagement, engagement_held, engagement_rank, ready, hand_raised, scored_at, look_again_at, tally)
    select ${workspaceId}, "leadId", "definitionId", fit, engagement, "engagementHeld", "engagementRank", ready, "handRaised", "scoredAt", "lookAgainAt", tally
      from json_to_recordset(${rows}::json)
        as s("leadId" uuid, "definitionId" uuid, fit numeric, engagement numeric, "engagementHeld" numeric, "engagementRank" numeric, ready boolean,
             "handRaised" boolean, "scoredAt" timestamptz, "lookAgainAt" timestamptz, tally jsonb)
        on conflict (workspace_id, lead_id) do update set (definition_id, fit, engagement, engagement_held, engagement_rank, ready, hand_raised, scored_at, look_again_at, tally)
           = (excluded.definition_id, excluded.fit, excluded.engagement, excluded.engagement_held, excluded.engagement_rank, excluded.ready,
              excluded.hand_raised, excluded.scored_at, excluded.look_again_at, excluded.tally)`.execute(db);
}

/** The people whose open lead's standing has changed although nothing happened. Taken once: who scores them says when to look again. */
export async function takeDue(db: Db, now: Date, limit: number): Promise<{ taken: number; personIds: string[] }> {
  const due = await db
    .updateTable('leadScores')
    .set({ lookAgainAt: null })
    .where('leadId', 'in', (query) =>
      query.selectFrom('leadScores').select('leadId').where('lookAgainAt', '<=', now).orderBy('lookAgainAt').limit(limit),
    )
    .where('lookAgainAt', '<=', now)
    .returning('leadId')
    .execute();
  if (due.length === 0) return { taken: 0, personIds: [] };
  const open = await db
    .selectFrom('leads')
    .select('personId')
    .where(
      'id',
      'in',
      due.map(({ leadId }) => leadId),
    )
    .where('closedAt', 'is', null)
    .execute();
  return { taken: due.length, personIds: open.map(({ personId }) => personId) };
}

/** The next open leads, in the order of their ids. */
export async function nextOpenLeads(
  db: Db,
  { after, limit }: { after: string | null; limit: number },
): Promise<{ leadId: string; personId: string }[]> {
  return db
    .selectFrom('leads')
    .select(['id as leadId', 'personId'])
    .where('closedAt', 'is', null)
    .$if(after !== null, (query) => query.where('id', '>', after))
    .orderBy('id')
    .limit(limit)
    .execute();
}

async function countOpenLeads(db: Db): Promise<number> {
  const { n } = await db
    .selectFrom('leads')
    .select((row) => row.fn.countAll<number>().as('n'))
    .where('closedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return n;
}

/** Begins the rescoring by a definition, unless it has begun. */
export async function beginRescoring(
  db: Db,
  rescoring: { workspaceId: string; definitionId: string; begunAt: Date },
): Promise<void> {
  const known = await db
    .selectFrom('rescorings')
    .select('begunAt')
    .where('definitionId', '=', rescoring.definitionId)
    .executeTakeFirst();
  if (known) return;
  await db
    .insertInto('rescorings')
    .values({ ...rescoring, leads: await countOpenLeads(db) })
    .onConflict((on) => on.columns(['workspaceId', 'definitionId']).doNothing())
    .execute();
}

/** The rescoring by a definition, locked until the transaction ends; one that has not begun has got nowhere. */
export async function lockRescoring(
  db: Db,
  definitionId: string,
): Promise<{ reachedId: string | null; finishedAt: Date | null }> {
  const row = await db
    .selectFrom('rescorings')
    .select(['reachedId', 'finishedAt'])
    .where('definitionId', '=', definitionId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? { reachedId: null, finishedAt: null };
}

export async function reachIn(db: Db, definitionId: string, { leadId, done }: { leadId: string; done: number }): Promise<void> {
  await db
    .updateTable('rescorings')
    .set((row) => ({ reachedId: leadId, leadsDone: row('leadsDone', '+', done), stalledAt: null }))
    .where('definitionId', '=', definitionId)
    .execute();
}

/** It stopped where it is, because of a fault. */
export async function stallRescoring(db: Db, definitionId: string, at: Date): Promise<void> {
  await db
    .updateTable('rescorings')
    .set({ stalledAt: at })
    .where('definitionId', '=', definitionId)
    .where('finishedAt', 'is', null)
    .execute();
}

export async function finishRescoring(db: Db, definitionId: string, at: Date): Promise<void> {
  await db.updateTable('rescorings').set({ finishedAt: at, stalledAt: null }).where('definitionId', '=', definitionId).execute();
}
