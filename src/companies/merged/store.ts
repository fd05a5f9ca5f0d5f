import { sql } from 'kysely';
import { pairsApart } from '../apart.ts';
import type { Context } from '../../platform/context.ts';
import type { Joining, MayJoin, Name } from '../../people/recognition.ts';
import { mergedMatchStands } from '../merge.ts';
import type { CompanyName } from '../statement.ts';

/** What a merge moved from one company to the other, and the matches of invoices that had to give way: the way back. */
export interface MovedOfCompany {
  identities: Name<CompanyName>[];
  people: string[];
  leads: string[];
  deals: string[];
  invoices: string[];
  roles: string[];
  /** Whole rows of invoice_matches, as they stood. */
  displaced: Record<string, unknown>[];
}

/** Moves all that hangs on a company to another. */
export async function moveCompanyBelongings({ db, workspace }: Context, from: string, to: string): Promise<MovedOfCompany> {
  const { rows: identities } = await sql<Name<CompanyName>>`
    update company_identities set company_id = ${to} where workspace_id = ${workspace} and company_id = ${from} returning kind, source, value`.execute(
    db,
  );
  const moved = { identities, people: [], leads: [], deals: [], roles: [] } as unknown as MovedOfCompany;
  for (const [part, table] of belongings) {
    const { rows } = await sql<{ id: string }>`
      update ${sql.table(table)} set company_id = ${to} where workspace_id = ${workspace} and company_id = ${from} returning id`.execute(
      db,
    );
    moved[part] = rows.map(({ id }) => id);
  }
  moved.displaced = await makeRoom({ db, workspace } as Context, from, to);
  const { rows: invoices } = await sql<{ invoiceId: string }>`
    update invoice_matches set company_id = ${to} where workspace_id = ${workspace} and company_id = ${from} returning invoice_id`.execute(
    db,
  );
  return { ...moved, invoices: invoices.map(({ invoiceId }) => invoiceId) };
}

const belongings = [
  ['people', 'people'],
  ['leads', 'leads'],
  ['deals', 'deals'],
  ['roles', 'buying_roles'],
] as const;

/** Where both companies have a match of one invoice, takes away the one that does not stand. */
async function makeRoom({ db, workspace }: Context, from: string, to: string): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<{ kept: Record<string, unknown>; merged: Record<string, unknown> }>`
    select to_jsonb(k) as kept, to_jsonb(m) as merged from invoice_matches m
      join invoice_matches k on k.workspace_id = m.workspace_id and k.invoice_id = m.invoice_id and k.company_id = ${to}
     where m.workspace_id = ${workspace} and m.company_id = ${from}`.execute(db);
  const standing = (row: Record<string, unknown>) => ({ state: String(row['state']), decided: row['decided_at'] !== null });
  const displaced = rows.map(({ kept, merged }) => (mergedMatchStands(standing(kept), standing(merged)) ? kept : merged));
  if (displaced.length > 0)
    await sql`
      delete from invoice_matches m using jsonb_to_recordset(${JSON.stringify(displaced)}::jsonb) as d(invoice_id uuid, company_id uuid)
       where m.workspace_id = ${workspace} and m.invoice_id = d.invoice_id and m.company_id = d.company_id`.execute(db);
  return displaced;
}

/** Moves back what a merge moved, as far as it is still there. What came since stays with the kept company. */
export async function returnCompanyBelongings(
  { db, workspace }: Context,
  from: string,
  to: string,
  moved: MovedOfCompany,
): Promise<void> {
  await sql`
    update company_identities i set company_id = ${to}
      from json_to_recordset(${JSON.stringify(moved.identities)}::json) as m(kind text, source text, value text)
     where i.workspace_id = ${workspace} and i.kind = m.kind and i.source = m.source and i.value = m.value and i.company_id = ${from}`.execute(
    db,
  );
  for (const [part, table] of belongings)
    if (moved[part].length > 0)
      await sql`
        update ${sql.table(table)} set company_id = ${to} where workspace_id = ${workspace} and company_id = ${from} and id = any(${moved[part]}::uuid[])`.execute(
        db,
      );
  await sql`
    update invoice_matches set company_id = ${to} where workspace_id = ${workspace} and company_id = ${from} and invoice_id = any(${moved.invoices}::uuid[])`.execute(
    db,
  );
  if (moved.displaced.length > 0)
    await sql`
      insert into invoice_matches select r.* from jsonb_populate_recordset(null::invoice_matches, ${JSON.stringify(moved.displaced)}::jsonb) r
       where exists (select from invoices i where i.workspace_id = r.workspace_id and i.id = r.invoice_id)
         and (r.deal_id is null or exists (select from deals d where d.workspace_id = r.workspace_id and d.id = r.deal_id)) on conflict do nothing`.execute(
      db,
    );
}

/** Says which companies may be joined on evidence: none that somebody has parted, or has said are two. */
export async function partings({ db, workspace }: Context, joinings: readonly Joining<CompanyName>[]): Promise<MayJoin> {
  const ids = [...new Set(joinings.flatMap(({ kept, merged }) => [kept, merged]))];
  const { rows } = await sql<{ one: string; other: string }>`
    select pair.one, pair.other from (${pairsApart('company', workspace)}) pair where pair.one = any(${ids}::uuid[]) and pair.other = any(${ids}::uuid[])`.execute(
    db,
  );
  const parted = new Set(rows.flatMap(({ one, other }) => [`${one} ${other}`, `${other} ${one}`]));
  return (some, others) => !some.some((one) => others.some((other) => parted.has(`${one} ${other}`)));
}
