import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import type { buyingMember } from '../schema.ts';

/**
 * The buying group of a company: its people, those with a part in it first, then whoever was met first. Says who gave each part and when.
 */
export async function buyingGroupOf({ db, workspace }: Context, companyId: string): Promise<z.output<typeof buyingMember>[]> {
  const { rows } = await sql<Omit<z.output<typeof buyingMember>, 'roles'> & { roles: (RoleRow & { saidAt: string })[] }>`
    with roles as (
      select r.person_id, json_agg(json_build_object('id', r.id, 'role', r.role, 'saidAt', r.said_at,
               'saidBy', case when m.id is not null then json_build_object('id', m.id, 'name', u.name) end) order by r.said_at, r.id) as roles
        from (select distinct on (person_id, role) * from buying_roles
               where workspace_id = ${workspace} and company_id = ${companyId} and withdrawn_at is null order by person_id, role, said_at) r
        left join members m on m.workspace_id = ${workspace} and m.id = r.said_by left join users u on u.id = m.user_id
       group by r.person_id)
    select p.id, coalesce(p.name, p.email, p.phone) as name, p.title, coalesce(r.roles, '[]'::json) as roles
      from people p left join roles r on r.person_id = p.id
     where p.workspace_id = ${workspace} and p.company_id = ${companyId} and p.merged_into is null
     order by r.roles is null, p.created_at, p.id limit 200`.execute(db);
  return rows.map(({ roles, ...row }) => ({ ...row, roles: roles.map((role) => ({ ...role, saidAt: new Date(role.saidAt) })) }));
}

type RoleRow = Omit<z.output<typeof buyingMember>['roles'][number], 'saidAt'>;
