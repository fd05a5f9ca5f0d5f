import { sql } from 'kysely';
import { keepOpen } from '../handoffs/open/commands.ts';
import { memberId as memberBehind, type Context } from '../platform/context.ts';
import { conflict, notFound, unprocessable } from '../platform/errors.ts';
import { recordEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { occurredAt } from '../platform/occurred-at.ts';
import { givenReason } from '../reasons/reports.ts';
import { isBefore, isClosed, isSideExit, moves, pathTo, undoMoves, type SideExit, type Stage } from './lifecycle.ts';
import { originOf, type StoredTouch } from './facts.ts';
import { prospects } from './prospects/reports.ts';
import { keepMilestones } from './reached/store.ts';
import {
  asRows,
  findOpenLead,
  insertStages,
  lastClosedLead,
  lockLead,
  lockLeads,
  putLeads,
  wasRepaired,
  type LeadRow,
} from './store.ts';

/** A lead after a move: where it stands now, and which stages it went through without standing there. */
export interface Moved {
  from: Stage;
  to: Stage;
  skipped: Stage[];
}

/** How a lead is to be moved. */
export interface Move {
  leadId: string;
  to: Stage;
  /** When it happened; the moment of the command unless said. */
  at?: Date;
  /** Code from the catalogue of that side exit; needed there and nowhere else. */
  reason?: string;
  /** The catalogue it is from, where a rejection is the reason for what follows it. */
  reasonKind?: SideExit | undefined;
  /** Whether this undoes what was done just now, or overturns a rejection, which may reopen a passage that has ended. */
  undoing?: boolean;
  /** Whose doing it is; the actor's unless said. */
  memberId?: string | null;
}

/**
 * Moves a lead to a stage, stamping every stage skipped on the way at the same moment. The row is locked: of two who move it at
 * once, the second sees where the first put it.
 * @throws Problem 404 for no such lead, 409 for a move the lifecycle does not have or a person who has a new lead since, 422 for a reason not in the catalogue or a time before the last move
 */
export async function moveLead(
  context: Context,
  leadId: string,
  to: Stage,
  how: Omit<Move, 'leadId' | 'to'> = {},
): Promise<Moved> {
  const [moved] = await make(context, [{ leadId, to, ...how }]);
  if (!moved) throw notFound();
  return moved;
}

/**
 * Moves leads onward as `moveLead` does one after the other, in a few statements however many they are. A lead may come twice: it moves on
 * from where the move before has put it.
 * @throws Problem as `moveLead` does, for the first that cannot be moved; none is then
 */
export function moveLeads(context: Context, moves: readonly Pick<Move, 'leadId' | 'to' | 'at'>[]): Promise<Moved[]> {
  return make(context, moves);
}

async function make(context: Context, moves: readonly Move[]): Promise<Moved[]> {
  const { db, workspace, now } = context;
  if (moves.length === 0) return [];
  const places = new Map((await lockLeads(db, [...new Set(moves.map(({ leadId }) => leadId))])).map((lead) => [lead.id, lead]));
  const moved = [];
  for (const move of moves) {
    const lead = places.get(move.leadId);
    if (!lead) throw notFound();
    const path = await pathOf(context, lead, move);
    const { to, at = now, reason, reasonKind = catalogueOf(to), memberId = memberBehind(context.actor) } = move;
    const stages = path.map((stage, step) => ({
      workspaceId: workspace,
      leadId: lead.id,
      move: lead.moves + step + 1,
      fromStage: path[step - 1] ?? lead.stage,
      stage,
      enteredAt: at,
      recordedAt: now,
      skipped: stage !== to,
      reason: stage === to && reasonKind ? (reason ?? null) : null,
      reasonKind: stage === to ? (reasonKind ?? null) : null,
      memberId,
    }));
    const { stage: from, personId } = lead;
    const skipped = path.slice(0, -1);
    const data = { from, to, skipped, personId, ...(reason !== undefined && { reason }) };
    moved.push({ stages, from, to, skipped, event: { type: 'lead.moved', subject: { kind: 'lead', id: lead.id }, at, data } });
    places.set(lead.id, {
      ...lead,
      stage: to,
      stageSince: at,
      moves: lead.moves + path.length,
      closedAt: isClosed(to) ? (lead.closedAt ?? at) : null,
    });
  }
  const stages = moved.flatMap((each) => each.stages);
  await insertStages(db, stages);
  await keepMilestones(db, workspace, stages);
  await putLeads(db, [...places.values()]);
  await keepOpen(context, [...places.keys()]);
  await recordEvents(
    context,
    moved.map(({ event }) => event),
  );
  return moved.map(({ from, to, skipped }) => ({ from, to, skipped }));
}

/** A side exit has a catalogue of reasons of its own. */
function catalogueOf(stage: Stage): SideExit | undefined {
  return isSideExit(stage) ? stage : undefined;
}

/** The stages a lead goes through to where it is to be moved, that one last. @throws Problem 409, 422 where it cannot be */
async function pathOf(
  context: Context,
  lead: LeadRow,
  { to, at = context.now, reason, reasonKind = catalogueOf(to), undoing }: Move,
): Promise<Stage[]> {
  const { stage: from } = lead;
  const reopens = undoing && undoMoves[from]?.includes(to) && (to !== 'submitted' || (await wasRepaired(context.db, lead)));
  const path = reopens ? [to] : pathTo(from, to);
  if (!path) throw conflict(`A lead that is ${from} cannot become ${to}; from there it can become ${orNothing(moves[from])}.`);
  if (at < lead.stageSince)
    throw unprocessable(`The lead became ${from} at ${lead.stageSince.toISOString()}; it cannot have become ${to} before that.`);
  // What a lead was before is told by the reason it had then, retired since or not.
  if (reasonKind && !undoing) await givenReason(context, reasonKind, reason);
  if (lead.closedAt && !isClosed(to) && (await findOpenLead(context.db, lead.personId)))
    throw conflict(`The person has a new lead since this one became ${from}; go on with that one.`);
  return path;
}

/**
 * The open lead of a person, opened as known if there is none. It takes the person's company and the origin of the first touch of
 * this passage; after a recycled lead it is a return, and says so.
 * @param at when the person became known; the moment of the command unless said
 * @param touches the person's, oldest first, where the caller has read them already
 * @throws Problem 404 for no such person
 */
export async function openLead(
  context: Context,
  personId: string,
  { at = context.now, touches }: { at?: Date; touches?: readonly StoredTouch[] | undefined } = {},
): Promise<{ id: string; opened: boolean }> {
  const { db } = context;
  const person = await db
    .selectFrom('people')
    .select(['id', 'companyId', 'mergedInto'])
    .where('id', '=', personId)
    .executeTakeFirst();
  if (!person) throw notFound();
  if (person.mergedInto) return openLead(context, person.mergedInto, { at });
  const open = await findOpenLead(db, personId);
  if (open) return { id: open.id, opened: false };

  const before = await lastClosedLead(db, personId);
  const known = touches ?? (await prospects(db, [personId]))[0]?.lead.touches ?? [];
  const id = (await beginPassages(context, [{ personId, companyId: person.companyId, at, touches: known, before }])).get(
    personId,
  );
  return id ? { id, opened: true } : openLead(context, personId, { at, touches });
}

/** A passage that is to begin. */
export interface Passage {
  personId: string;
  companyId: string | null;
  /** When it begins. */
  at: Date;
  /** The person's, oldest first. */
  touches: readonly StoredTouch[];
  /** The person's last passage, ended. */
  before: Pick<LeadRow, 'id' | 'stage' | 'closedAt'> | undefined;
}

/**
 * Opens leads as known, in five statements however many they are. The unique index lets one of two at once through.
 * @returns the new leads by person, without those who have an open lead already or have been merged into another meanwhile
 */
export async function beginPassages(context: Context, passages: readonly Passage[]): Promise<Map<string, string>> {
  if (passages.length === 0) return new Map();
  const { db, workspace, now } = context;
  // Who is being merged into another is waited for, and then has no lead of their own.
  const { rows: standing } = await sql<{ id: string }>`
    select p.id from (select id from json_to_recordset(${asRows(passages.map(({ personId }) => personId))}::json) as w(id uuid) order by id) w
      cross join lateral (select id from people where workspace_id = ${workspace} and id = w.id and merged_into is null for key share offset 0) p`.execute(
    db,
  );
  const own = new Set(standing.map(({ id }) => id));
  const begun = passages.filter(({ personId }) => own.has(personId));
  if (begun.length === 0) return new Map();
  const opened = await db
    .insertInto('leads')
    .values(
      begun.map(({ personId, companyId, at, touches, before }) => ({
        workspaceId: workspace,
        id: newId(),
        personId,
        companyId,
        stage: 'known',
        stageSince: at,
        moves: 1,
        recycledFrom: before?.stage === 'recycled' ? before.id : null,
        channel: null,
        source: null,
        medium: null,
        campaign: null,
        ...originOf(touches, before?.closedAt ?? undefined),
        createdAt: at,
      })),
    )
    .onConflict((on) => on.columns(['workspaceId', 'personId']).where('closedAt', 'is', null).doNothing())
    .returning(['id', 'personId', 'createdAt'])
    .execute();
  if (opened.length === 0) return new Map();
  await db
    .insertInto('leadStages')
    .values(
      opened.map(({ id, createdAt }) => ({
        workspaceId: workspace,
        leadId: id,
        move: 1,
        fromStage: 'new',
        stage: 'known',
        enteredAt: createdAt,
        recordedAt: now,
        memberId: memberBehind(context.actor),
      })),
    )
    .execute();
  await recordEvents(
    context,
    opened.map(({ id, personId, createdAt }) => ({
      type: 'lead.opened',
      subject: { kind: 'lead', id },
      at: createdAt,
      data: { personId },
    })),
  );
  return new Map(opened.map(({ id, personId }) => [personId, id]));
}

/** Sales has found the need and says so. @throws Problem 409 for a lead that sales has not accepted, or that is further on */
export async function qualifyLead(context: Context, leadId: string, { at }: { at?: Date | undefined }): Promise<Moved> {
  const lead = await lockLead(context.db, leadId);
  if (!lead) throw notFound();
  if (isBefore(lead.stage, 'accepted') || !isBefore(lead.stage, 'sql'))
    throw conflict(`A lead is qualified between acceptance and SQL; this one is ${lead.stage}.`);
  return moveLead(context, leadId, 'sql', { at: occurredAt(context, at) });
}

function orNothing(next: readonly Stage[]): string {
  return next.length === 0 ? 'nothing else; the person returns as a new lead' : next.join(', ');
}
