import { memberId as memberBehind, type Context } from '../platform/context.ts';
import { conflict, notFound, unprocessable } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { isClosed, isSideExit, moves, pathTo, type SideExit, type Stage } from './lifecycle.ts';
import { findOpenLead, firstOrigin, lastClosedLead, lockLead, reasonCodes } from './store.ts';

/** A lead after a move: where it stands now, and which stages it went through without standing there. */
export interface Moved {
  from: Stage;
  to: Stage;
  skipped: Stage[];
}

/**
 * Moves a lead to a stage, stamping every stage skipped on the way at the same moment. The row is locked: of two who move it at
 * once, the second sees where the first put it.
 * @param at when it happened; the moment of the command unless said
 * @param reason code from the catalogue of that side exit; needed there and nowhere else
 * @param memberId whose doing it is; the actor's unless said
 * @throws Problem 404 for no such lead, 409 for a move the lifecycle does not have, 422 for a reason not in the catalogue or a time before the last move
 */
export async function moveLead(
  context: Context,
  leadId: string,
  to: Stage,
  {
    at = context.now,
    reason,
    memberId = memberBehind(context.actor),
  }: { at?: Date; reason?: string; memberId?: string | null } = {},
): Promise<Moved> {
  const { db, workspace, now } = context;
  const lead = await lockLead(db, leadId);
  if (!lead) throw notFound();
  const from = lead.stage;
  const path = pathTo(from, to);
  if (!path) throw conflict(`A lead that is ${from} cannot become ${to}; from there it can become ${orNothing(moves[from])}.`);
  if (at < lead.stageSince)
    throw unprocessable(`The lead became ${from} at ${lead.stageSince.toISOString()}; it cannot have become ${to} before that.`);
  if (isSideExit(to)) await assertReason(context, to, reason);

  const rows = path.map((stage, step) => ({
    workspaceId: workspace,
    leadId,
    move: lead.moves + step + 1,
    fromStage: path[step - 1] ?? from,
    stage,
    enteredAt: at,
    recordedAt: now,
    skipped: stage !== to,
    reason: stage === to && isSideExit(to) ? (reason ?? null) : null,
    memberId,
  }));
  await db.insertInto('leadStages').values(rows).execute();
  const { numUpdatedRows } = await db
    .updateTable('leads')
    .set({ stage: to, stageSince: at, moves: lead.moves + path.length, closedAt: isClosed(to) ? (lead.closedAt ?? at) : null })
    .where('id', '=', leadId)
    .where('moves', '=', lead.moves)
    .executeTakeFirst();
  if (!numUpdatedRows) throw conflict('Somebody else moved this lead at the same moment; look at it again.');
  const skipped = path.slice(0, -1);
  await recordEvent(context, {
    type: 'lead.moved',
    subject: { kind: 'lead', id: leadId },
    at,
    data: { from, to, skipped, personId: lead.personId, ...(reason !== undefined && { reason }) },
  });
  return { from, to, skipped };
}

/**
 * The open lead of a person, opened as known if there is none. It takes the person's company and the origin of the first touch of
 * this passage; after a recycled lead it is a return, and says so.
 * @param at when the person became known; the moment of the command unless said
 * @throws Problem 404 for no such person
 */
export async function openLead(
  context: Context,
  personId: string,
  { at = context.now }: { at?: Date } = {},
): Promise<{ id: string; opened: boolean }> {
  const { db, workspace, now } = context;
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
  const origin = await firstOrigin(db, personId, before?.closedAt);
  const id = newId();
  // The unique index lets one of two at once through; the other gets what the first one opened.
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('leads')
    .values({
      workspaceId: workspace,
      id,
      personId,
      companyId: person.companyId,
      stage: 'known',
      stageSince: at,
      moves: 1,
      recycledFrom: before?.stage === 'recycled' ? before.id : null,
      ...origin,
      createdAt: at,
    })
    .onConflict((on) => on.columns(['workspaceId', 'personId']).where('closedAt', 'is', null).doNothing())
    .executeTakeFirstOrThrow();
  if (!numInsertedOrUpdatedRows) return openLead(context, personId, { at });
  await db
    .insertInto('leadStages')
    .values({
      workspaceId: workspace,
      leadId: id,
      move: 1,
      fromStage: 'new',
      stage: 'known',
      enteredAt: at,
      recordedAt: now,
      memberId: memberBehind(context.actor),
    })
    .execute();
  await recordEvent(context, { type: 'lead.opened', subject: { kind: 'lead', id }, at, data: { personId } });
  return { id, opened: true };
}

/** @throws Problem 422 naming the codes there are, when the code is not one of them */
async function assertReason({ db }: Context, kind: SideExit, code: string | undefined): Promise<void> {
  const codes = await reasonCodes(db, kind);
  if (code === undefined || !codes.includes(code))
    throw unprocessable(`A lead becomes ${kind} for exactly one reason: ${codes.join(', ')}.`, [
      { pointer: '/reason', detail: `one of ${codes.join(', ')}` },
    ]);
}

function orNothing(next: readonly Stage[]): string {
  return next.length === 0 ? 'nothing else; the person returns as a new lead' : next.join(', ');
}
