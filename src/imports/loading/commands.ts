import { lockCustomers } from '../../companies/commands.ts';
import { followDeals } from '../../deals/commands.ts';
import type { Context } from '../../platform/context.ts';
import { recordEvents, type NewEvent } from '../../platform/events.ts';
import { followInvoices } from '../../revenue/commands.ts';
import { planCompanies } from '../companies/commands.ts';
import { planDeals } from '../deals/commands.ts';
import type { Desk, Part, SpendRow, Subject, Verdict } from '../desk.ts';
import { planInvoices } from '../invoices/commands.ts';
import type { ImportKind } from '../kinds.ts';
import { nameSpend } from '../../channels/spent/commands.ts';
import { planPeople } from '../people/commands.ts';
import type { RowChange } from '../register.ts';
import type { ImportCounts } from '../schema.ts';
import { planSpend } from '../spend/commands.ts';
import { insertRows, updateRows } from '../effects/store.ts';
import type { Batch, RejectedRow } from '../table.ts';
import { planSuppressions, writeSuppressions } from '../suppressions/commands.ts';
import { planTouchpoints } from '../touchpoints/commands.ts';
import { insertTouches } from '../touchpoints/store.ts';

type Plan = (context: Context, records: never[], desk: Desk) => Promise<Verdict[]>;

/** How each kind decides what becomes of its rows: it reads what they meet, and writes nothing. */
const plans: Record<ImportKind, Plan> = {
  people: planPeople,
  companies: planCompanies,
  touchpoints: planTouchpoints,
  deals: planDeals,
  spend: planSpend,
  invoices: planInvoices,
  suppressions: planSuppressions,
};

export interface Planned {
  counts: ImportCounts;
  /** The rows that are wrong, and those that come in without something that is. */
  rejected: RejectedRow[];
}

const CHUNK = 1000;

/** Decides what becomes of a part of a file; the desk holds what would be written. The same decisions serve the preview and the run. */
export async function planBatch(context: Context, kind: ImportKind, batch: Batch, desk: Desk): Promise<Planned> {
  const counts: ImportCounts = { rows: 0, new: 0, updated: 0, skipped: batch.skipped, wrong: batch.rejected.length };
  const rejected = [...batch.rejected];
  const plan = plans[kind] as (context: Context, records: unknown[], desk: Desk) => Promise<Verdict[]>;
  const records = batch.entries.map(({ record }) => record);
  const verdicts = records.length === 0 ? [] : await plan(context, records, desk);
  for (const [index, { row, rows, cells, notes }] of batch.entries.entries()) {
    const verdict = verdicts[index] ?? { status: 'skipped' };
    counts[verdict.status] += rows;
    const problems = verdict.status === 'wrong' ? [verdict.problem] : notes;
    if (problems.length > 0) rejected.push({ row, cells, problems });
  }
  counts.rows = counts.new + counts.updated + counts.skipped + counts.wrong;
  return { counts, rejected };
}

/** Keeps others from deciding who the customers are while a part of a file is written; those who only count need not. */
export async function lockForWriting(context: Context, kind: ImportKind): Promise<void> {
  if (!['spend', 'invoices', 'suppressions'].includes(kind)) await lockCustomers(context, 'exclusive');
}

/** Writes what the desk holds, with the events of it and what follows for leads and matches. */
export async function writeDesk(context: Context, desk: Desk): Promise<void> {
  const { importId } = desk;
  const parts = (subject: Part['subject']) => desk.parts.filter((part) => part.subject === subject);
  const write = async (subject: Subject, changes: RowChange[]) => {
    const made = changes.filter(({ before }) => before === null).map(({ after }) => after);
    for (const rows of chunks(made)) await insertRows(context, importId, subject, rows);
    for (const rows of chunks(changes.filter(({ before }) => before !== null)))
      await updateRows(context, importId, subject, rows);
  };
  const writeParts = async (subject: Part['subject']) => {
    for (const within of [true, false])
      for (const rows of chunks(parts(subject).filter((part) => part.within === within)))
        await insertRows(
          context,
          importId,
          subject,
          rows.map(({ row }) => row),
          { within },
        );
  };
  const [companies, people, deals] = [desk.companies.changes(), desk.people.changes(), desk.deals.changes()];
  await write('company', companies);
  await writeParts('company_identity');
  await write('person', people);
  await writeParts('identity');
  await write('deal', deals);
  await writeParts('deal_stage');
  await insertTouches(context, importId, desk.touchpoints);
  const spend = desk.spend.changes();
  await write('spend', spend);
  for (const rows of chunks(spend))
    await nameSpend(
      context,
      rows.map(({ id }) => id),
    );
  const invoices = desk.invoices.changes();
  await write('invoice', invoices);
  await writeSuppressions(context, desk);

  const events = [
    ...companies.map((change) => told('company', change.before === null ? 'company.created' : 'company.changed', change)),
    ...recognised(context, desk),
    ...people.filter(({ before }) => before !== null).map((change) => told('person', 'person.changed', change)),
    ...spent(desk, spend),
    ...invoices
      .filter(({ before }) => before !== null)
      .map((change) => told('invoice', 'paidOn' in change.after ? 'invoice.paid' : 'invoice.changed', change)),
  ];
  for (const some of chunks(events)) await recordEvents(context, some);
  const entered = deals.flatMap(({ id, before, after }) =>
    before === null || 'stage' in before
      ? [{ id, before: (before?.['stage'] ?? null) as 'open' | 'won' | 'lost' | null, after }]
      : [],
  );
  for (const some of chunks(entered)) await followDeals(context, some);
  for (const some of chunks(invoices.filter(({ before }) => before === null)))
    await followInvoices(
      context,
      some.map(({ id }) => id),
    );
}

function* chunks<T>(all: readonly T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += CHUNK) yield all.slice(from, from + CHUNK);
}

function told(kind: string, type: string, { id, before, after }: RowChange): NewEvent {
  return { type, subject: { kind, id }, data: { ...(before && { before }), after } };
}

/** People who are new, or known by a new name: leads are opened and scored from this. */
function recognised({ now }: Context, desk: Desk): NewEvent[] {
  const names = new Map<string, { kinds: string[]; within: boolean; at: string }>();
  for (const { row, subject, within } of desk.parts) {
    if (subject !== 'identity') continue;
    const id = String(row['personId']);
    const before = names.get(id);
    names.set(id, {
      kinds: [...(before?.kinds ?? []), String(row['kind'])],
      within,
      at: typeof row['createdAt'] === 'string' ? row['createdAt'] : now.toISOString(),
    });
  }
  return [...names].map(([id, { kinds, within, at }]) => ({
    type: 'person.recognised',
    subject: { kind: 'person', id },
    at: new Date(at),
    data: { born: within, by: kinds, touchpoints: 0 },
  }));
}

/** Days whose spend is known now, or otherwise than before. */
function spent(desk: Desk, spend: RowChange[]): NewEvent[] {
  if (spend.length === 0) return [];
  const changed = new Set(spend.map(({ id }) => id));
  const days = [...desk.spend.all()].flatMap(({ id, day }: SpendRow) => (changed.has(id) ? [day] : [])).sort();
  const data = { days: spend.length, from: days[0], to: days.at(-1) };
  return [{ type: 'spend.recorded', subject: { kind: 'import', id: desk.importId }, data }];
}
