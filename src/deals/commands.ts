import type { z } from 'zod';
import { localDate } from '../calendars/zone.ts';
import { lockCustomers } from '../companies/commands.ts';
import { moveLead } from '../leads/commands.ts';
import { isBefore, type Stage } from '../leads/lifecycle.ts';
import { memberId, type Context } from '../platform/context.ts';
import { notFound, unprocessable } from '../platform/errors.ts';
import { recordEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { DealStage, newDeal, stageChange } from './schema.ts';
import { leadFollows, momentOf, stageEvent } from './stage.ts';
import { findDeal, insertDeal, insertDealStage, linkLead, lockDeal, updateDeal } from './store.ts';
import { timeZoneOf } from '../workspaces/reports.ts';

/** The source of deals that are kept here rather than imported. */
const OWN_SOURCE = 'samspil';

/**
 * Opens a deal, and makes an opportunity of the open lead of its person or company. A deal of the same external id is found instead.
 * @throws Problem 422 for a company, person, lead or member that is not of this workspace, or a day that is still to come
 */
export async function createDeal(context: Context, given: z.output<typeof newDeal>): Promise<{ id: string; created: boolean }> {
  const { db, workspace, actor, now } = context;
  await lockCustomers(context, 'shared');
  await assertOurs(context, given);
  const id = newId();
  const externalId = given.externalId ?? id;
  const today = await localToday(context);
  const openedOn = given.openedOn ?? today;
  assertNotAhead('openedOn', openedOn, today);
  const created = await insertDeal(db, {
    workspaceId: workspace,
    id,
    source: OWN_SOURCE,
    externalId,
    name: given.name,
    companyId: given.companyId ?? (given.personId ? await companyOf(context, given.personId) : null),
    personId: given.personId ?? null,
    leadId: given.leadId ?? null,
    ownerMemberId: given.ownerMemberId ?? memberId(actor),
    stage: 'open',
    stageName: given.stageName ?? null,
    amountMinor: given.amount?.amountMinor ?? null,
    currency: given.amount?.currency ?? null,
    openedOn,
    closedOn: null,
    importId: null,
    createdAt: now,
  });
  if (!created) return { id: (await findDeal(db, OWN_SOURCE, externalId))?.id ?? id, created };
  await insertDealStage(context, {
    dealId: id,
    stage: 'open',
    stageName: given.stageName ?? null,
    enteredAt: momentOf(openedOn, new Date(0), now),
  });
  await followDeals(context, [{ id, before: null }]);
  return { id, created };
}

/**
 * Moves a deal to a stage; winning it wins its lead. The same stage again changes nothing but its name.
 * @throws Problem 404; 422 for a closing day before the deal was opened or one that is still to come
 */
export async function changeDealStage(context: Context, id: string, given: z.output<typeof stageChange>): Promise<void> {
  const { db, now } = context;
  await lockCustomers(context, 'shared');
  const deal = await lockDeal(db, id);
  if (!deal) throw notFound();
  const today = await localToday(context);
  if (given.closedOn !== undefined) assertNotAhead('closedOn', given.closedOn, today);
  const closedOn =
    given.stage === 'open' ? null : (given.closedOn ?? (given.stage === deal.stage ? deal.closedOn : null) ?? today);
  if (closedOn !== null && closedOn < deal.openedOn)
    throw unprocessable(`The deal was opened on ${deal.openedOn}; it cannot have been closed before that.`, [
      { pointer: '/closedOn', detail: `${deal.openedOn} or later` },
    ]);
  const stageName = given.stageName ?? (given.stage === deal.stage ? deal.stageName : null);
  if (given.stage === deal.stage && stageName === deal.stageName && closedOn === deal.closedOn) return;
  await updateDeal(db, id, { stage: given.stage, stageName, closedOn });
  await insertDealStage(context, {
    dealId: id,
    stage: given.stage,
    stageName,
    enteredAt: closedOn === null ? now : momentOf(closedOn, new Date(0), now),
  });
  if (given.stage !== deal.stage) await followDeals(context, [{ id, before: deal.stage }]);
}

/**
 * What follows from deals that have entered a stage: the event, and their leads moving along (see `leadFollows`). A deal that names no
 * lead takes the open one of its person, else the one of its company that has come furthest.
 * @param entered deals with the stage each had before, null for a new one
 */
export async function followDeals(context: Context, entered: { id: string; before: DealStage | null }[]): Promise<void> {
  const { db, now } = context;
  const deals = await db
    .selectFrom('deals')
    .selectAll()
    .where(
      'id',
      'in',
      entered.map(({ id }) => id),
    )
    .execute();
  const byId = new Map(deals.map((deal) => [deal.id, { ...deal, stage: deal.stage as DealStage }]));
  const known = entered.flatMap(({ id, before }) => {
    const deal = byId.get(id);
    return deal ? [{ deal, before }] : [];
  });
  await recordEvents(
    context,
    known.map(({ deal, before }) => ({
      type: stageEvent(before, deal.stage),
      subject: { kind: 'deal', id: deal.id },
      at: enteredAt(deal, before, new Date(0), now),
      data: {
        companyId: deal.companyId,
        personId: deal.personId,
        amountMinor: deal.amountMinor,
        currency: deal.currency,
        ...(before && { before }),
      },
    })),
  );
  const leads = await leadsOf(context, deals);
  for (const { deal, before } of known) {
    const lead = leads.get(deal.leadId ?? '') ?? bestLead([...leads.values()], deal);
    if (!lead) continue;
    if (deal.leadId === null) await linkLead(db, deal.id, lead.id);
    const to = leadFollows(lead.stage, before, deal.stage);
    if (to === null) continue;
    const at = enteredAt(deal, before, lead.stageSince, now);
    await moveLead(context, lead.id, to, { at });
    Object.assign(lead, { stage: to, stageSince: at, open: to !== 'won' });
  }
}

/** When a deal entered the stage it is in: the day it was closed, or opened; one that is reopened is so now. */
function enteredAt(
  deal: { closedOn: string | null; openedOn: string },
  before: DealStage | null,
  notBefore: Date,
  now: Date,
): Date {
  return deal.closedOn === null && before !== null ? now : momentOf(deal.closedOn ?? deal.openedOn, notBefore, now);
}

interface DealLead {
  id: string;
  personId: string;
  companyId: string | null;
  stage: Stage;
  stageSince: Date;
  open: boolean;
}

async function leadsOf(
  { db }: Context,
  deals: { leadId: string | null; personId: string | null; companyId: string | null }[],
): Promise<Map<string, DealLead>> {
  const some = (ids: (string | null)[]) => [...new Set(ids.filter((id) => id !== null))];
  const [leadIds, personIds, companyIds] = [
    some(deals.map((deal) => deal.leadId)),
    some(deals.map((deal) => deal.personId)),
    some(deals.map((deal) => deal.companyId)),
  ];
  if (leadIds.length + personIds.length + companyIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('leads')
    .select(['id', 'personId', 'companyId', 'stage', 'stageSince', 'closedAt'])
    .where((where) =>
      where.or([
        ...(leadIds.length > 0 ? [where('id', 'in', leadIds)] : []),
        ...(personIds.length > 0 ? [where.and([where('personId', 'in', personIds), where('closedAt', 'is', null)])] : []),
        ...(companyIds.length > 0 ? [where.and([where('companyId', 'in', companyIds), where('closedAt', 'is', null)])] : []),
      ]),
    )
    .orderBy('createdAt', 'desc')
    .execute();
  return new Map(rows.map(({ closedAt, ...row }) => [row.id, { ...row, stage: row.stage as Stage, open: closedAt === null }]));
}

/** The open lead a deal is about when it does not say: its person's, else the one of its company that has come furthest, the newest of several. */
function bestLead(
  leads: DealLead[],
  { personId, companyId }: { personId: string | null; companyId: string | null },
): DealLead | undefined {
  const open = leads.filter((lead) => lead.open);
  return (
    open.find((lead) => personId !== null && lead.personId === personId) ??
    open
      .filter((lead) => personId === null && companyId !== null && lead.companyId === companyId)
      .reduce<DealLead | undefined>(
        (best, lead) => (best === undefined || isBefore(best.stage, lead.stage) ? lead : best),
        undefined,
      )
  );
}

/** The day it is where the workspace is: what its people mean by today. */
async function localToday({ db, workspace, now }: Context): Promise<string> {
  const timeZone = await timeZoneOf({ db, workspace });
  return localDate(now, timeZone);
}

function assertNotAhead(field: 'openedOn' | 'closedOn', day: string, today: string): void {
  if (day > today)
    throw unprocessable(`${field} is still to come; it says what has happened and can be ${today} at the latest.`, [
      { pointer: `/${field}`, detail: `${today} or earlier` },
    ]);
}

async function companyOf({ db }: Context, personId: string): Promise<string | null> {
  return (await db.selectFrom('people').select('companyId').where('id', '=', personId).executeTakeFirst())?.companyId ?? null;
}

async function assertOurs({ db }: Context, given: z.output<typeof newDeal>): Promise<void> {
  const asked = [
    ['companyId', 'companies', given.companyId],
    ['personId', 'people', given.personId],
    ['leadId', 'leads', given.leadId],
    ['ownerMemberId', 'members', given.ownerMemberId],
  ] as const;
  for (const [field, table, id] of asked) {
    if (id === undefined || (await db.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst())) continue;
    throw unprocessable(`${field} names none of the ${table} of this workspace.`, [
      { pointer: `/${field}`, detail: 'must be of this workspace' },
    ]);
  }
}
