import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { memberRef } from '../reports.ts';
import type { companyBelongings, companyMerge } from '../schema.ts';

type Merge = z.output<typeof companyMerge>;
type MergeRow = Omit<Merge, 'evidence'> & { evidence: (Omit<NonNullable<Merge['evidence']>, 'at'> & { at: string }) | null };

/** The merges a company was part of, newest first, undone ones too. @throws Problem 404 */
export async function mergesOfCompany({ db, workspace }: Context, companyId: string): Promise<Merge[]> {
  if (!(await db.selectFrom('companies').select('id').where('id', '=', companyId).executeTakeFirst())) throw notFound();
  const { rows } = await sql<MergeRow>`
    select m.id, json_build_object('id', k.id, 'name', k.name) as kept, json_build_object('id', o.id, 'name', o.name) as merged,
           m.reason, m.evidence, m.merged_at, m.undone_at, ${memberRef('m.merged_by')} as merged_by, ${memberRef('m.undone_by')} as undone_by,
           (select json_object_agg(part, jsonb_array_length(m.moved -> part))
              from unnest(array['identities', 'people', 'leads', 'deals', 'invoices', 'roles']) part) as moved
      from company_merges m join companies k on k.workspace_id = m.workspace_id and k.id = m.kept_company_id
      join companies o on o.workspace_id = m.workspace_id and o.id = m.merged_company_id
     where m.workspace_id = ${workspace} and (m.kept_company_id = ${companyId} or m.merged_company_id = ${companyId}) order by m.merged_at desc, m.id desc`.execute(
    db,
  );
  // JSON knows no moments.
  return rows.map(({ evidence, ...row }) => ({ ...row, evidence: evidence && { ...evidence, at: new Date(evidence.at) } }));
}

/** How much hangs on a company: what a merge into another would move. @throws Problem 404 */
export async function belongingsOfCompany(
  { db, workspace }: Context,
  companyId: string,
): Promise<z.output<typeof companyBelongings>> {
  const { rows } = await sql<z.output<typeof companyBelongings>>`
    select (select count(*) from company_identities x where x.workspace_id = c.workspace_id and x.company_id = c.id) as identities,
           (select count(*) from people x where x.workspace_id = c.workspace_id and x.company_id = c.id and x.merged_into is null) as people,
           (select count(*) from leads x where x.workspace_id = c.workspace_id and x.company_id = c.id) as leads,
           (select count(*) from deals x where x.workspace_id = c.workspace_id and x.company_id = c.id) as deals,
           (select count(*) from invoice_matches x where x.workspace_id = c.workspace_id and x.company_id = c.id) as invoices,
           (select count(*) from buying_roles x where x.workspace_id = c.workspace_id and x.company_id = c.id) as roles
      from companies c where c.workspace_id = ${workspace} and c.id = ${companyId}`.execute(db);
  if (!rows[0]) throw notFound();
  return rows[0];
}
