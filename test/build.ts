import { createAgreement } from '../src/agreements/commands.ts';
import type { NewAgreement } from '../src/agreements/schema.ts';
import type { Context } from '../src/platform/context.ts';
import { clocksOf } from '../src/handoffs/clocks/reports.ts';
import { keepOpen } from '../src/handoffs/open/commands.ts';
import { keepDeadlines } from '../src/handoffs/store.ts';
import type { Stage } from '../src/leads/lifecycle.ts';
import type { StageMove } from '../src/leads/reached/milestones.ts';
import { keepMilestones } from '../src/leads/reached/store.ts';
import { newId } from '../src/platform/ids.ts';

/**
 * Builders for tests: rows laid straight into a workspace, past times included, with whatever they need around them. Each answers the id.
 * Times are texts such as `2026-09-23T10:00:00Z`.
 */

const road = [
  'known',
  'engaged',
  'mql',
  'submitted',
  'accepted',
  'working',
  'connected',
  'sql',
  'opportunity',
  'won',
  'invoiced',
] as const;
type RoadStage = (typeof road)[number];

let serial = 0;

export async function buildCompany(
  { db, workspace }: Context,
  given: { name?: string; organisationNumber?: string; at?: string } = {},
): Promise<string> {
  const id = newId();
  await db
    .insertInto('companies')
    .values({
      workspaceId: workspace,
      id,
      name: given.name ?? `Company ${++serial}`,
      organisationNumber: given.organisationNumber ?? null,
      createdAt: new Date(given.at ?? '2026-01-05T09:00:00Z'),
    })
    .execute();
  return id;
}

export async function buildPerson(
  { db, workspace }: Context,
  given: { name?: string; email?: string; company?: string; at?: string } = {},
): Promise<string> {
  const id = newId();
  const number = ++serial;
  await db
    .insertInto('people')
    .values({
      workspaceId: workspace,
      id,
      name: given.name ?? `Person ${number}`,
      email: given.email ?? `person-${number}@kunde.dk`,
      companyId: given.company ?? null,
      createdAt: new Date(given.at ?? '2026-01-05T09:00:00Z'),
    })
    .execute();
  return id;
}

export interface LeadToBuild {
  person?: string;
  company?: string;
  channel?: string;
  source?: string;
  campaign?: string;
  owner?: string;
  recycledFrom?: string;
  closedAt?: string;
  /** When it entered each stage. Stages left out on the way are skipped: entered when the next one given is. */
  reached?: Partial<Record<RoadStage, string>>;
}

/** A lead that has gone along the road as `reached` says; `known` is when it was opened. */
export async function buildLead(context: Context, given: LeadToBuild = {}): Promise<string> {
  const { db, workspace } = context;
  const id = newId();
  const reached = { known: '2026-09-01T08:00:00Z', ...given.reached };
  const last = road.findLastIndex((stage) => reached[stage] !== undefined);
  const entered = road.slice(0, last + 1).map(
    (_, index) =>
      new Date(
        road
          .slice(index)
          .map((stage) => reached[stage])
          .find((at) => at !== undefined) as string,
      ),
  );
  await db
    .insertInto('leads')
    .values({
      workspaceId: workspace,
      id,
      personId: given.person ?? (await buildPerson(context, given.company === undefined ? {} : { company: given.company })),
      companyId: given.company ?? null,
      stage: road[last] ?? 'known',
      stageSince: entered.at(-1) as Date,
      moves: entered.length,
      ownerMemberId: given.owner ?? null,
      recycledFrom: given.recycledFrom ?? null,
      closedAt: given.closedAt ? new Date(given.closedAt) : null,
      channel: given.channel ?? null,
      source: given.source ?? null,
      campaign: given.campaign ?? null,
      createdAt: entered[0] as Date,
    })
    .execute();
  await enter(
    context,
    entered.map((at, move) => ({
      leadId: id,
      move: move + 1,
      fromStage: road[move - 1] ?? 'new',
      stage: road[move] as RoadStage,
      enteredAt: at,
      skipped: reached[road[move] as RoadStage] === undefined,
    })),
  );
  return id;
}

/** One more move of a lead, such as back to an earlier stage. */
export async function buildMove(context: Context, lead: string, stage: Stage, at: string): Promise<void> {
  const { db } = context;
  const before = await db.selectFrom('leads').select(['stage', 'moves']).where('id', '=', lead).executeTakeFirstOrThrow();
  const move = { leadId: lead, move: before.moves + 1, fromStage: before.stage as Stage, stage, enteredAt: new Date(at) };
  await enter(context, [move]);
  await db
    .updateTable('leads')
    .set({ stage, stageSince: new Date(at), moves: before.moves + 1 })
    .where('id', '=', lead)
    .execute();
}

/** Moves as they are written down, each at once. */
async function enter({ db, workspace }: Context, moves: readonly (StageMove & { move: number; skipped?: boolean })[]) {
  await db
    .insertInto('leadStages')
    .values(moves.map((each) => ({ ...each, workspaceId: workspace, recordedAt: each.enteredAt })))
    .execute();
  await keepMilestones(db, workspace, moves);
}

export interface HandoffToBuild {
  lead?: string;
  submittedAt: string;
  leadType?: 'hot' | 'other';
  metDefinition?: boolean;
  items?: { agreed: number; filled: number };
  recycled?: boolean;
  agreement?: string;
  /** Who got it, and when if not at once. */
  assignedTo?: string;
  assignedAt?: string;
  acceptedAt?: string;
  rejectedAt?: string;
  firstContactAt?: string;
}

/** A hand-off with the decision and the first contact it came to. Judged by the workspace's newest definition. */
export async function buildHandoff(context: Context, given: HandoffToBuild): Promise<string> {
  const { db, workspace } = context;
  const id = newId();
  const at = new Date(given.submittedAt);
  const lead = given.lead ?? (await buildLead(context, { reached: { submitted: given.submittedAt } }));
  const definition = await db.selectFrom('definitions').select('id').orderBy('version', 'desc').executeTakeFirstOrThrow();
  const { agreed, filled } = given.items ?? { agreed: 4, filled: 4 };
  await db
    .insertInto('handoffs')
    .values({
      workspaceId: workspace,
      id,
      leadId: lead,
      submittedAt: at,
      leadType: given.leadType ?? 'other',
      definitionId: definition.id,
      agreementId: given.agreement ?? null,
      metDefinition: given.metDefinition ?? true,
      briefing: JSON.stringify({ note: null, items: [], because: [], ownWords: null, suggestedOpening: null }),
      itemsAgreed: agreed,
      itemsFilled: filled,
      incompleteBecause: filled < agreed ? 'Will be asked on the phone' : null,
      assignedTo: given.assignedTo ?? null,
      recycled: given.recycled ?? false,
    })
    .execute();
  if (given.assignedTo !== undefined)
    await db
      .insertInto('handoffAssignments')
      .values({
        workspaceId: workspace,
        handoffId: id,
        id: newId(),
        memberId: given.assignedTo,
        because: 'least_open_work',
        assignedAt: new Date(given.assignedAt ?? given.submittedAt),
      })
      .execute();
  await keepDeadlines(db, workspace, await clocksOf(context, [id]), context.now);
  const decided = given.acceptedAt ?? given.rejectedAt;
  if (decided !== undefined)
    await db
      .insertInto('handoffDecisions')
      .values({
        workspaceId: workspace,
        handoffId: id,
        id: newId(),
        decision: given.acceptedAt ? 'accepted' : 'rejected',
        reason: given.acceptedAt ? null : 'too_early',
        memberId: given.assignedTo ?? null,
        decidedAt: new Date(decided),
      })
      .execute();
  if (given.firstContactAt !== undefined) {
    const attemptedAt = new Date(given.firstContactAt);
    await db
      .insertInto('attempts')
      .values({
        workspaceId: workspace,
        id: newId(),
        leadId: lead,
        handoffId: id,
        memberId: given.assignedTo ?? null,
        kind: 'call',
        response: 'reached',
        attemptedAt,
        recordedAt: context.now,
      })
      .execute();
  }
  await keepOpen(context, [lead]);
  return id;
}

export async function buildDeal(
  context: Context,
  given: {
    name?: string;
    lead?: string;
    company?: string;
    owner?: string;
    stage?: 'open' | 'won' | 'lost';
    amountMinor?: number;
    currency?: string;
    openedOn?: string;
    closedOn?: string;
  },
): Promise<string> {
  const { db, workspace, now } = context;
  const id = newId();
  const stage = given.stage ?? (given.closedOn === undefined ? 'open' : 'won');
  await db
    .insertInto('deals')
    .values({
      workspaceId: workspace,
      id,
      source: 'test',
      externalId: id,
      name: given.name ?? `Deal ${++serial}`,
      companyId: given.company ?? null,
      leadId: given.lead ?? null,
      ownerMemberId: given.owner ?? null,
      stage,
      amountMinor: given.amountMinor ?? null,
      currency: given.amountMinor === undefined ? null : (given.currency ?? 'DKK'),
      openedOn: given.openedOn ?? '2026-09-01',
      closedOn: given.closedOn ?? null,
      createdAt: now,
    })
    .execute();
  return id;
}

/** An invoice, or a credit note where the net amount is negative; matched for certain to a company and a deal if given. */
export async function buildInvoice(
  context: Context,
  given: {
    netMinor: number;
    issuedOn: string;
    currency?: string;
    company?: string;
    deal?: string;
    number?: string;
    customerName?: string;
  },
): Promise<string> {
  const { db, workspace, now } = context;
  const id = newId();
  const tax = Math.round(given.netMinor / 4);
  await db
    .insertInto('invoices')
    .values({
      workspaceId: workspace,
      id,
      kind: given.netMinor < 0 ? 'credit_note' : 'invoice',
      number: given.number ?? `F-${++serial}`,
      issuedOn: given.issuedOn,
      currency: given.currency ?? 'DKK',
      netMinor: given.netMinor,
      taxMinor: tax,
      grossMinor: given.netMinor + tax,
      customerName: given.customerName ?? 'Kunde A/S',
      createdAt: now,
    })
    .execute();
  if (given.company !== undefined)
    await db
      .insertInto('invoiceMatches')
      .values({
        workspaceId: workspace,
        invoiceId: id,
        companyId: given.company,
        dealId: given.deal ?? null,
        basis: 'organisation_number',
        likeness: 1,
        state: 'confirmed',
        matchedAt: now,
      })
      .execute();
  return id;
}

export async function buildSpend(
  { db, workspace, now }: Context,
  given: { day: string; amountMinor: number; channel?: string; source?: string; campaign?: string; currency?: string },
): Promise<string> {
  const id = newId();
  await db
    .insertInto('spend')
    .values({
      workspaceId: workspace,
      id,
      day: given.day,
      channel: given.channel ?? 'paid_search',
      source: given.source ?? 'google',
      campaign: given.campaign ?? `campaign ${++serial}`,
      amountMinor: given.amountMinor,
      currency: given.currency ?? 'DKK',
      createdAt: now,
    })
    .execute();
  return id;
}

export async function buildRate({ db, workspace }: Context, currency: string, day: string, rate: number): Promise<void> {
  await db.insertInto('currencyRates').values({ workspaceId: workspace, currency, day, rate }).execute();
}

/** A page looked at. */
export async function buildPage(
  { db, workspace }: Context,
  given: { at: string; anonymousId?: string; person?: string; channel?: string; bot?: boolean },
): Promise<string> {
  const id = newId();
  await db
    .insertInto('touchpoints')
    .values({
      workspaceId: workspace,
      id,
      occurredAt: new Date(given.at),
      receivedAt: new Date(given.at),
      personId: given.person ?? null,
      anonymousId: given.anonymousId ?? null,
      side: 'customer',
      kind: 'page',
      channel: given.channel ?? 'direct',
      path: '/',
      bot: given.bot ?? false,
    })
    .execute();
  return id;
}

/** A version of the agreement, in force from its day because both teams signed when it was made. */
export async function buildAgreement(
  context: Context,
  given: Pick<NewAgreement, 'inForceFrom' | 'clauses'> & Partial<Pick<NewAgreement, 'briefingItems' | 'cadence'>>,
  signers: { marketing: string; sales: string },
): Promise<{ id: string; version: number }> {
  const { db, workspace } = context;
  const definition = await db.selectFrom('definitions').select('id').orderBy('version', 'desc').executeTakeFirstOrThrow();
  const made = await createAgreement(
    { ...context, actor: { kind: 'system' } },
    { briefingItems: [], cadence: [], ...given, definitionId: definition.id },
  );
  const signedAt = new Date(`${given.inForceFrom}T00:00:00Z`);
  for (const [team, memberId] of Object.entries(signers))
    await db
      .insertInto('agreementSignatures')
      .values({
        workspaceId: workspace,
        agreementId: made.id,
        team,
        memberId,
        fullName: team,
        textHash: 'signed in a test',
        signedAt,
      })
      .execute();
  return made;
}
