import { sql } from 'kysely';
import type { z } from 'zod';
import { followUpsOf } from '../../follow-ups/reports.ts';
import { calledName } from '../../people/reports.ts';
import { memberId, type Context, type Team } from '../../platform/context.ts';
import { inTransaction, inWorkspace, type Database } from '../../platform/database.ts';
import type { Language } from '../../platform/fields.ts';
import { hashSecret } from '../../platform/secrets.ts';
import { momentAt } from '../local-day.ts';
import { calendarsOf } from '../reports.ts';
import { localDate } from '../zone.ts';
import { ical, type IcalEvent } from './ical.ts';
import type { calendarFeed } from './schema.ts';
import { said } from './words.ts';

/** How far ahead a calendar elsewhere looks, how much it holds, and for how long it still tells that something is gone. */
const AHEAD_DAYS = 400;
const MOST_EVENTS = 500;
const TOLD_GONE_DAYS = 30;

/** One's own addresses that still work, the newest first. */
export async function listCalendarFeeds({ db, actor }: Context): Promise<z.output<typeof calendarFeed>[]> {
  const rows = await db
    .selectFrom('calendarFeeds')
    .select(['id', 'team', 'hint', 'createdAt'])
    .where('memberId', '=', memberId(actor) ?? '')
    .where('revokedAt', 'is', null)
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, team: row.team as Team | null }));
}

/** The calendar behind a secret address; null for an unknown or revoked one, or one of a member who has left. */
export async function readCalendarFeed(db: Database, token: string, publicUrl: string | undefined): Promise<string | null> {
  const tokenHash = hashSecret(token);
  const feed = await inTransaction(db, { secret: tokenHash }, (transaction) =>
    transaction
      .selectFrom('calendarFeeds')
      .select(['workspaceId', 'memberId', 'team'])
      .where('tokenHash', '=', tokenHash)
      .where('revokedAt', 'is', null)
      .executeTakeFirst(),
  );
  if (!feed) return null;
  return inWorkspace(db, feed.workspaceId, { kind: 'system' }, async (context) => {
    const member = await context.db
      .selectFrom('members')
      .innerJoin('users', 'users.id', 'members.userId')
      .innerJoin('workspaces', 'workspaces.id', 'members.workspaceId')
      .select(['members.id', 'users.language', 'workspaces.name as workspace'])
      .where('members.id', '=', feed.memberId)
      .where('members.leftAt', 'is', null)
      .executeTakeFirst();
    if (!member) return null;
    const language = member.language as Language;
    const events =
      feed.team === null
        ? [
            ...(await dueFor(context, member.id, language, publicUrl)),
            ...(await absencesOf(context, { member: member.id }, language)),
          ]
        : await absencesOf(context, { team: feed.team }, language);
    return ical(`Samspil: ${member.workspace}`, events);
  });
}

/** What is to be done next for each lead that is a member's; what has come to its end lately is told as cancelled. */
async function dueFor(context: Context, member: string, language: Language, publicUrl: string | undefined): Promise<IcalEvent[]> {
  const { db, workspace, now } = context;
  const horizon = new Date(now.getTime() + AHEAD_DAYS * DAY);
  const lately = new Date(now.getTime() - TOLD_GONE_DAYS * DAY);
  const { rows } = await sql<{
    leadId: string;
    person: string | null;
    company: string | null;
    stageSince: Date;
    timeZone: string;
  }>`
    select l.id as lead_id, ${calledName('p')} as person, c.name as company, l.stage_since, w.time_zone
      from leads l
      join workspaces w on w.id = l.workspace_id
      join people p on p.workspace_id = l.workspace_id and p.id = l.person_id
      left join companies c on c.workspace_id = l.workspace_id and c.id = coalesce(l.company_id, p.company_id)
      left join follow_ups f on f.workspace_id = l.workspace_id and f.lead_id = l.id and f.member_id = ${member}
     where l.workspace_id = ${workspace} and (f.due < ${horizon} or (l.owner_member_id = ${member} and l.stage_since >= ${lately}))
     order by f.due, l.id limit ${MOST_EVENTS}`.execute(db);
  const followed = new Map(
    (
      await followUpsOf(
        context,
        rows.map(({ leadId }) => leadId),
      )
    ).map((each) => [each.id, each]),
  );
  return rows.map(({ leadId, person, company, stageSince, timeZone }) => {
    const next = followed.get(leadId);
    const shared = { uid: `lead-${leadId}@samspil`, ...(publicUrl !== undefined && { url: `${publicUrl}/leads/${leadId}` }) };
    const due = next?.memberId === member ? next.followUp?.due : null;
    if (!next?.followUp || !due)
      return {
        ...shared,
        start: stageSince,
        summary: said('no_step', language, person, company),
        changedAt: stageSince,
        cancelled: true,
      };
    // A planned step is due when its day is over.
    const start = next.followUp.kind === 'step' ? localDate(new Date(due.getTime() - 1), timeZone) : due;
    return {
      ...shared,
      start,
      summary: said(next.followUp.kind, language, person, company),
      changedAt: stageSince,
      cancelled: false,
    };
  });
}

/** Absences, of one member or of a team with their names; those withdrawn lately are told as cancelled. */
async function absencesOf(
  context: Context,
  whose: { member: string } | { team: string },
  language: Language,
): Promise<IcalEvent[]> {
  const { db, now } = context;
  const lately = new Date(now.getTime() - TOLD_GONE_DAYS * DAY);
  const rows = await db
    .selectFrom('absences as a')
    .innerJoin('members as m', 'm.id', 'a.memberId')
    .innerJoin('users as u', 'u.id', 'm.userId')
    .select(['a.id', 'a.memberId', 'a.startsAt', 'a.endsAt', 'a.createdAt', 'a.withdrawnAt', 'u.name'])
    .where('a.endsAt', '>', sql<string>`${lately}::timestamptz at time zone 'UTC'`)
    .where((row) => row.or([row('a.withdrawnAt', 'is', null), row('a.withdrawnAt', '>', lately)]))
    .where('m.leftAt', 'is', null)
    .where((row) => ('member' in whose ? row('m.id', '=', whose.member) : row('m.team', '=', whose.team)))
    .orderBy('a.startsAt')
    .limit(MOST_EVENTS)
    .execute();
  const calendarOf = await calendarsOf(
    context,
    rows.map(({ memberId: id }) => id),
    { from: lately, to: now },
  );
  return rows.map(({ id, memberId: member, startsAt, endsAt, createdAt, withdrawnAt, name }) => {
    const { timeZone } = calendarOf(member);
    const whole = startsAt.endsWith('T00:00') && endsAt.endsWith('T00:00');
    return {
      uid: `absence-${id}@samspil`,
      start: whole ? startsAt.slice(0, 10) : momentAt(startsAt, timeZone),
      end: whole ? endsAt.slice(0, 10) : momentAt(endsAt, timeZone),
      summary: said('absence', language, 'team' in whose ? name : null),
      changedAt: withdrawnAt ?? createdAt,
      cancelled: withdrawnAt !== null,
    };
  });
}

const DAY = 86_400_000;
