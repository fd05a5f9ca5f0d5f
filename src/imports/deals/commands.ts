import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { addCompany, findCompany, meetCompanies, type CompanyReference } from '../companies/commands.ts';
import { wrong, type DealRow, type Desk, type Verdict } from '../desk.ts';
import { findPerson, meetPeople } from '../people/commands.ts';
import { told } from '../register.ts';
import type { ReadRecord } from '../row.ts';
import { said } from '../sentences.ts';

/**
 * Deals of a file, known by the tool's own id, else by their name. The company is found, or made where it is named; the person is found
 * by e-mail address and the owner among the members.
 */
export async function planDeals(context: Context, records: ReadRecord<'deals'>[], desk: Desk): Promise<Verdict[]> {
  const references = records.map(companyOf);
  await meetCompanies(context, references, desk);
  const contacts = records.map(({ contactEmail }) => ({ email: contactEmail, externalId: null }));
  await meetPeople(context, contacts, desk);
  await meetDeals(context, records, desk);
  const owners = await ownersOf(context, records);

  return records.map((record, index): Verdict => {
    const day = context.now.toISOString().slice(0, 10);
    const known = desk.deals.find(keyOf(record, desk));
    const closedOn = record.outcome === 'open' ? null : (record.closedOn ?? known?.closedOn ?? null);
    if (record.outcome !== 'open' && closedOn === null)
      return wrong('closedOn', '', said(record.outcome === 'won' ? 'wonWithoutDay' : 'lostWithoutDay'));
    if (closedOn !== null && closedOn > day) return wrong('closedOn', closedOn, said('closedInTheFuture'));
    const reference = references[index];
    const company =
      reference && (findCompany(desk, reference) ?? (reference.name === null ? null : addCompany(context, desk, reference)));
    const person = findPerson(desk, contacts[index] ?? { email: null, externalId: null });
    const facts = {
      name: record.name ?? record.externalId ?? '',
      companyId: company?.id ?? person?.companyId ?? null,
      personId: person?.id ?? null,
      ownerMemberId: owners.get(record.ownerEmail ?? '') ?? null,
      stage: record.outcome,
      stageName: record.stage,
      amountMinor: record.amount,
      currency: record.amount === null ? null : record.currency,
    };
    if (known) {
      const before = known.stage;
      const changed = desk.deals.change(known, { ...told(facts), closedOn });
      if (changed && known.stage !== before) enterStage(context, desk, known);
      return { status: changed ? 'updated' : 'skipped' };
    }
    const openedOn = [record.createdOn, closedOn, day].find((each) => each !== null && each !== undefined) ?? day;
    const deal: DealRow = {
      id: newId(),
      source: toolOf(record, desk),
      externalId: idOf(record),
      ...facts,
      leadId: null,
      openedOn: closedOn !== null && closedOn < openedOn ? closedOn : openedOn,
      closedOn,
      importId: desk.importId,
      createdAt: context.now.toISOString(),
    };
    desk.deals.add(deal, [keyOf(record, desk)]);
    enterStage(context, desk, deal);
    return { status: desk.deals.statusOf(deal) };
  });
}

async function meetDeals({ db }: Context, records: ReadRecord<'deals'>[], desk: Desk): Promise<void> {
  const rows = await db
    .selectFrom('deals')
    .select([
      'id',
      'source',
      'externalId',
      'name',
      'companyId',
      'personId',
      'leadId',
      'ownerMemberId',
      'stage',
      'stageName',
      'amountMinor',
      'currency',
      'openedOn',
      'closedOn',
      'importId',
    ])
    .where(
      'source',
      'in',
      records.map((record) => toolOf(record, desk)),
    )
    .where('externalId', 'in', records.map(idOf))
    .execute();
  for (const row of rows)
    desk.deals.stored({ ...row, stage: row.stage as DealRow['stage'], createdAt: '' }, [`${row.source} ${row.externalId}`]);
}

/** The stage a deal is in since its closing day, or since it was opened. */
function enterStage({ now }: Context, desk: Desk, deal: DealRow): void {
  const enteredAt =
    deal.stage === 'open' && !desk.deals.isNew(deal) ? now.toISOString() : `${deal.closedOn ?? deal.openedOn}T12:00:00Z`;
  desk.parts.push({
    subject: 'deal_stage',
    within: desk.deals.isNew(deal),
    row: { id: newId(), dealId: deal.id, stage: deal.stage, stageName: deal.stageName, enteredAt },
  });
}

async function ownersOf({ db }: Context, records: ReadRecord<'deals'>[]): Promise<Map<string, string>> {
  const emails = [...new Set(records.flatMap(({ ownerEmail }) => ownerEmail ?? []))];
  if (emails.length === 0) return new Map();
  const rows = await db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .select(['members.id', 'users.email'])
    .where('users.email', 'in', emails)
    .execute();
  return new Map(rows.map(({ id, email }) => [email, id]));
}

const idOf = ({ externalId, name }: ReadRecord<'deals'>): string => externalId ?? name ?? '';
/** Whose ids these are: a file exported here says it of each deal. */
const toolOf = ({ tool }: ReadRecord<'deals'>, desk: Desk): string => tool ?? desk.source;
const keyOf = (record: ReadRecord<'deals'>, desk: Desk): string => `${toolOf(record, desk)} ${idOf(record)}`;
const companyOf = ({ companyName, companyExternalId, organisationNumber }: ReadRecord<'deals'>): CompanyReference => ({
  name: companyName,
  externalId: companyExternalId,
  organisationNumber,
  domain: null,
  country: null,
});
