import { sql } from 'kysely';
import { calendarsOf } from '../../calendars/reports.ts';
import type { Context, Role, Team } from '../../platform/context.ts';
import { language, type Language } from '../../platform/fields.ts';
import type { Choices } from '../choices.ts';
import type { Recipient } from '../plan.ts';

/** What a member said of how they want news; what they left open is as it is for everybody. */
export interface Preferences {
  choices: Choices;
  quietFrom: string | null;
  quietUntil: string | null;
  workingHoursOnly: boolean;
  urgentPierces: boolean;
}

export const unchosen: Preferences = {
  choices: {},
  quietFrom: null,
  quietUntil: null,
  workingHoursOnly: false,
  urgentPierces: false,
};

/** A member's preferences, locked when they are about to change. */
export async function findPreferences({ db }: Context, member: string, { lock = false } = {}): Promise<Preferences> {
  // Two first choices at once have no row to lock yet.
  if (lock) await sql`select pg_advisory_xact_lock(hashtextextended(${`preferences ${member}`}, 0))`.execute(db);
  const row = await db
    .selectFrom('notificationPreferences')
    .select(['choices', 'quietFrom', 'quietUntil', 'workingHoursOnly', 'urgentPierces'])
    .where('memberId', '=', member)
    .executeTakeFirst();
  return (row as Preferences | undefined) ?? unchosen;
}

export async function keepPreferences(
  { db, workspace, now }: Context,
  memberId: string,
  { choices, ...preferences }: Preferences,
): Promise<void> {
  const row = { ...preferences, choices: JSON.stringify(choices), changedAt: now };
  await db
    .insertInto('notificationPreferences')
    .values({ workspaceId: workspace, memberId, ...row })
    .onConflict((on) => on.columns(['workspaceId', 'memberId']).doUpdateSet(row))
    .execute();
}

/** A recipient of mail and how they are called. */
export interface Addressee extends Recipient {
  name: string;
  email: string;
  language: Language;
}

/**
 * Members who are still here, as far as news is concerned. One who was invited and has not come yet gets no mail: nobody knows whether the
 * address is theirs.
 */
export async function recipientsOf(context: Context, members: Iterable<string>): Promise<Map<string, Addressee>> {
  const { db, workspace, now } = context;
  const ids = [...new Set(members)];
  if (ids.length === 0) return new Map();
  const { rows } = await sql<
    Preferences & { id: string; role: Role; team: Team; name: string; email: string; language: string; joined: boolean }
  >`
    select m.id, m.role, m.team, u.name, u.email, u.language, u.password_hash is not null as joined, coalesce(p.choices, '{}') as choices,
           p.quiet_from, p.quiet_until, coalesce(p.working_hours_only, false) as working_hours_only, coalesce(p.urgent_pierces, false) as urgent_pierces
      from members m join users u on u.id = m.user_id
      left join notification_preferences p on p.workspace_id = m.workspace_id and p.member_id = m.id
     where m.workspace_id = ${workspace} and m.id = any(${ids}::uuid[]) and m.left_at is null`.execute(db);
  const calendarOf = await calendarsOf(
    context,
    rows.map(({ id }) => id),
    { from: now, to: now },
  );
  return new Map(
    rows.map(({ quietFrom, quietUntil, workingHoursOnly, joined, ...row }) => [
      row.id,
      {
        ...row,
        language: language.catch('en').parse(row.language),
        quiet: {
          hours: quietFrom !== null && quietUntil !== null ? { from: quietFrom, until: quietUntil } : null,
          workingHoursOnly,
        },
        calendar: calendarOf(row.id),
        hasMail: joined,
      },
    ]),
  );
}
