import type { z } from 'zod';
import { itemsFor } from '../agreements/items.ts';
import type { LeadScore, Missing } from '../definitions/score.ts';
import { contractAt } from '../information/reports.ts';
import { moveLead } from '../leads/commands.ts';
import { isWithMarketing, undoMoves, type Stage } from '../leads/lifecycle.ts';
import { scoreOverrides } from '../leads/overridden/reports.ts';
import { scoreOfPerson } from '../leads/reports.ts';
import { notify } from '../notifications/commands.ts';
import { memberId, type Context } from '../platform/context.ts';
import { conflict, notFound, unprocessable, type Problem } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { occurredAt } from '../platform/occurred-at.ts';
import { fillBriefing, missingItems, type BriefingFacts } from './briefing.ts';
import { isOpen, TOLD_FREELY_MS } from './handoff.ts';
import { itemFacts } from './briefed/reports.ts';
import { clocksOf } from './clocks/reports.ts';
import { getHandoff } from './reports.ts';
import { accountClaims, repsAt, salesHeads } from './reps/reports.ts';
import { routingInForce } from '../routing/reports.ts';
import { route, ruleFor, type RoutedLead, type Routing } from '../routing/route.ts';
import type { newHandoff } from './schema.ts';
import { insertAssignment, keepDeadlines, lockHandoff, lockRouting, type HandoffRow } from './store.ts';

const LONGEST_SNOOZE_DAYS = 90;

/** What marketing, or the machine on its behalf, says when it hands over. */
export type Submission = Pick<z.output<typeof newHandoff>, 'leadId'> &
  Partial<z.output<typeof newHandoff>> & {
    /** Whether an overturned rejection brings it back, from wherever its repair has put the lead. */
    overturned?: boolean;
  };

/**
 * Hands a lead over: judged by the definition and the agreement in force at that moment, with its briefing, to the rep routing chooses.
 * With nobody to take it, it waits unassigned and the heads of sales hear of it. Its clock follows from the event.
 * @throws Problem 404; 409 for a lead that is with sales already or has ended; 422 naming what the definition or the briefing lacks
 */
export async function submitHandoff(context: Context, given: Submission): Promise<string> {
  const { db, workspace, actor } = context;
  const at = occurredAt(context, given.at, TOLD_FREELY_MS);
  const lead = await db
    .selectFrom('leads')
    .select(['id', 'personId', 'companyId', 'stage', 'ownerMemberId', 'recycledFrom'])
    .where('id', '=', given.leadId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!lead) throw notFound();
  const person = await db.selectFrom('people').select('mergedInto').where('id', '=', lead.personId).executeTakeFirst();
  if (person?.mergedInto)
    throw conflict('This lead was closed when its person was merged into another, who has an open one. Hand that one over.');
  const { overturned = false } = given;
  const stage = lead.stage as Stage;
  // An overturned rejection brings back what its repair has ended, and takes nothing from sales that has come to them since.
  if (!isWithMarketing(stage) && !(overturned && undoMoves[stage]?.includes('submitted')))
    throw conflict(`This lead is ${lead.stage}; only one that is with marketing can be handed over.`);

  const scored = await scoreOfPerson(context, lead.personId, at);
  if (!scored)
    throw unprocessable('No definition is in force, so nobody can say what a sales-ready lead is. Both heads sign one first.');
  const { definition, score } = scored;
  const override = (await scoreOverrides(context, [lead.id], at)).get(lead.id);
  if (!(override?.ready ?? score.ready) && given.manual !== true)
    throw override ? heldBack(override) : notReady(score, definition.version);

  const leadType = score.handRaised ? 'hot' : 'other';
  const contract = await contractAt(context, at);
  const agreed = itemsFor(contract.items, leadType);
  const items = given.items ?? {};
  // What comes back holds the items that were agreed then.
  const unknown = overturned ? [] : Object.keys(items).filter((key) => !agreed.some((item) => item.key === key));
  if (unknown.length > 0)
    throw unprocessable(
      `${unknown.join(', ')}: not among the agreed items, which are ${agreed.map(({ key }) => key).join(', ')}.`,
      unknown.map((key) => ({ pointer: `/items/${key}`, detail: 'not an agreed item' })),
    );
  const facts: BriefingFacts = { ...(await itemFacts(context, lead.personId)), criteria: score.criteria, given: items };
  const briefing = fillBriefing(agreed, facts, at);
  const missing = missingItems(briefing);
  if (missing.length > 0 && given.incompleteBecause === undefined)
    throw unprocessable(
      `The briefing lacks ${missing.map(({ key }) => key).join(', ')}. Fill them under "items", or say in "incompleteBecause" why it goes without.`,
      missing.map(({ key, label }) => ({ pointer: `/items/${key}`, detail: `${label.en} is missing` })),
    );

  const id = newId();
  const claims = await accountClaims(context, lead, at);
  if (lead.ownerMemberId !== null) claims.push({ memberId: lead.ownerMemberId, because: 'had_lead' });
  await lockRouting(db, workspace, lead.id);
  const { rules } = await routingInForce(context);
  const chosen = route(await repsAt(context, at), claims, ruleFor(rules, await routedLead(context, lead, leadType)));
  await db
    .insertInto('handoffs')
    .values({
      workspaceId: workspace,
      id,
      leadId: lead.id,
      submittedAt: at,
      submittedBy: memberId(actor),
      leadType,
      definitionId: definition.id,
      agreementId: contract.agreement?.id ?? null,
      metDefinition: score.ready,
      briefing: JSON.stringify({ ...briefing, note: given.note ?? null }),
      itemsAgreed: agreed.length,
      itemsFilled: agreed.length - missing.length,
      incompleteBecause: missing.length > 0 ? (given.incompleteBecause ?? null) : null,
      recycled: lead.recycledFrom !== null,
    })
    .execute();
  await moveLead(context, lead.id, 'submitted', { at, undoing: overturned });
  await recordEvent(context, {
    type: 'handoff.submitted',
    subject: { kind: 'handoff', id },
    at,
    data: {
      leadId: lead.id,
      personId: lead.personId,
      leadType,
      metDefinition: score.ready,
      missing: missing.map(({ key }) => key),
      assignedTo: chosen?.memberId ?? null,
      because: chosen?.because ?? null,
    },
  });
  if (chosen) await assign(context, { id, leadId: lead.id }, { ...chosen, at });
  else {
    await reckonDeadlines(context, [id]);
    await notify(context, await salesHeads(context), { kind: 'handoff.unassigned', subject: { kind: 'handoff', id } });
  }
  return id;
}

/** Puts a hand-off out of sight until later; its clock runs on. @throws Problem 404, 409 for one that is done, 422 */
export async function snoozeHandoff(context: Context, id: string, until: Date): Promise<void> {
  const { db, workspace, actor, now } = context;
  await openOne(context, id);
  if (until <= now || until.getTime() - now.getTime() > LONGEST_SNOOZE_DAYS * 86_400_000)
    throw unprocessable(`until must lie in the future, at most ${LONGEST_SNOOZE_DAYS} days from now.`, [
      { pointer: '/until', detail: `after ${now.toISOString()}` },
    ]);
  await db
    .insertInto('handoffSnoozes')
    .values({ workspaceId: workspace, handoffId: id, id: newId(), memberId: memberId(actor), snoozedAt: now, until })
    .execute();
  await recordEvent(context, { type: 'handoff.snoozed', subject: { kind: 'handoff', id }, data: { until } });
}

/** Gives a hand-off to somebody by hand. What is left of its time goes on in their business hours. @throws Problem 404, 409 for one that is done, 422 for nobody of sales */
export async function reassignHandoff(context: Context, id: string, to: string): Promise<void> {
  const handoff = await openOne(context, id);
  await assertOfSales(context, to);
  if (handoff.assignedTo !== to)
    await assign(context, handoff, { memberId: to, because: 'by_hand', rule: null, at: context.now });
}

/** @throws Problem 422 for nobody of sales */
export async function assertOfSales({ db }: Context, id: string): Promise<void> {
  const member = await db
    .selectFrom('members')
    .select('role')
    .where('id', '=', id)
    .where('leftAt', 'is', null)
    .executeTakeFirst();
  if (member?.role !== 'sales' && member?.role !== 'admin')
    throw unprocessable('memberId must be a member of this workspace who works in sales and has not left.', [
      { pointer: '/memberId', detail: 'a member of sales' },
    ]);
}

/**
 * Lets routing choose again who has a hand-off, by the rules and the open work of now. With nobody to take it, it stays where it is.
 * @returns whether somebody else has it now
 * @throws Problem 404, 409 for one that is done
 */
export async function rerouteHandoff(context: Context, id: string): Promise<boolean> {
  const { db, workspace, now } = context;
  const handoff = await openOne(context, id);
  const lead = await db
    .selectFrom('handoffs as h')
    .innerJoin('leads as l', (join) => join.onRef('l.workspaceId', '=', 'h.workspaceId').onRef('l.id', '=', 'h.leadId'))
    .select(['l.id', 'l.personId', 'l.companyId', 'h.leadType'])
    .where('h.id', '=', id)
    .executeTakeFirstOrThrow();
  await lockRouting(db, workspace, handoff.leadId);
  // To have it now is no claim of its own.
  const claims = await accountClaims(context, lead, now);
  const { rules } = await routingInForce(context);
  const rule = ruleFor(rules, await routedLead(context, lead, lead.leadType === 'hot' ? 'hot' : 'other'));
  const chosen = route(await repsAt(context, now), claims, rule);
  if (!chosen || chosen.memberId === handoff.assignedTo) return false;
  await assign(context, handoff, { ...chosen, at: now });
  return true;
}

/** The hand-off, if its first contact is still awaited, locked. @throws Problem 404, 409 */
async function openOne(context: Context, id: string): Promise<HandoffRow> {
  const handoff = await lockHandoff(context.db, id);
  if (!handoff) throw notFound();
  const { state, lead } = await getHandoff(context, id);
  if (!isOpen({ state, leadStage: lead.stage }))
    throw conflict(`This hand-off is done: it is ${state} and the lead is ${lead.stage}.`);
  return handoff;
}

/** Gives a hand-off to a rep, who hears of it unless it is their own doing. */
export async function assign(
  context: Context,
  { id, leadId }: { id: string; leadId: string },
  { memberId: to, because, rule, at }: Routing & { at: Date },
): Promise<void> {
  const { db, workspace, actor } = context;
  await insertAssignment(db, workspace, {
    handoffId: id,
    leadId,
    memberId: to,
    because,
    rule,
    assignedAt: at,
    assignedBy: memberId(actor),
  });
  await reckonDeadlines(context, [id]);
  await recordEvent(context, {
    type: 'handoff.assigned',
    subject: { kind: 'handoff', id },
    at,
    data: { leadId, memberId: to, because, rule },
  });
  if (to !== memberId(actor))
    await notify(context, [to], { kind: 'handoff.assigned', subject: { kind: 'handoff', id }, data: { because, rule } });
}

/** Reckons when the clocks of hand-offs run out, for lists to go by. */
async function reckonDeadlines(context: Context, ids: readonly string[]): Promise<void> {
  await keepDeadlines(context.db, context.workspace, await clocksOf(context, ids), context.now);
}

/** What routing rules look at. */
async function routedLead(
  { db }: Context,
  { personId, companyId }: { personId: string; companyId: string | null },
  leadType: 'hot' | 'other',
): Promise<RoutedLead> {
  const person = await db
    .selectFrom('people')
    .select(['country', 'language'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  const company =
    companyId === null
      ? undefined
      : await db
          .selectFrom('companies')
          .select(['country', 'industry', 'employees'])
          .where('id', '=', companyId)
          .executeTakeFirst();
  return {
    country: company?.country ?? person.country,
    language: person.language,
    industry: company?.industry ?? null,
    employees: company?.employees ?? null,
    leadType,
  };
}

function heldBack({ member, reason, until }: { member: { name: string } | null; reason: string; until: string }): Problem {
  return unprocessable(
    `${member?.name ?? 'Somebody'} said that this lead does not count as sales-ready until ${until}: ${reason} Lift that, or say "manual": true to hand it over all the same.`,
  );
}

function notReady({ missing }: LeadScore, version: number) {
  const inWords = (each: Missing) =>
    each.part === 'threshold' ? `${each.key} ${Math.round(each.has)} of ${each.needs}` : each.key;
  return unprocessable(
    `The lead does not meet version ${version} of the definition; it lacks ${missing.map(inWords).join(', ')}. Send "manual": true to hand it over all the same.`,
    missing.map((each) => ({ pointer: '/leadId', detail: inWords(each) })),
  );
}
