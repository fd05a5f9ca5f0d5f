import { sql } from 'kysely';
import type { z } from 'zod';
import { memberId, type Context } from '../../platform/context.ts';
import { inWorkspace, type Database } from '../../platform/database.ts';
import { forbidden, unprocessable } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { sameText } from '../../platform/secrets.ts';
import { withChoice } from '../choices.ts';
import { activeConnections } from '../connections/store.ts';
import { isNewsKind } from '../kinds.ts';
import type { preferencesPatch } from './schema.ts';
import { findPreferences, keepPreferences } from './store.ts';

/** Changes how one wants news; what is held is looked at again by what holds now. @throws Problem 403 for a program, 422 for a connection there is not */
export async function changePreferences(
  context: Context,
  { choices = [], quietHours, ...given }: z.output<typeof preferencesPatch>,
): Promise<void> {
  const member = memberId(context.actor);
  if (member === null) throw forbidden('A program has no news of its own.');
  const known = new Set(['mail', ...(await activeConnections(context)).map(({ id }) => id)]);
  for (const [index, { place }] of choices.entries())
    if (!known.has(place))
      throw unprocessable('place must be mail, or the id of a connection of this workspace.', [
        { pointer: `/choices/${index}/place`, detail: 'mail, or the id of a connection' },
      ]);
  const before = await findPreferences(context, member, { lock: true });
  const facts = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  await keepPreferences(context, member, {
    ...before,
    ...facts,
    ...(quietHours !== undefined && { quietFrom: quietHours?.from ?? null, quietUntil: quietHours?.until ?? null }),
    choices: choices.reduce(withChoice, before.choices),
  });
  await lookAgain(context, member);
  await recordEvent(context, {
    type: 'notification_preferences.changed',
    subject: { kind: 'member', id: member },
    data: { ...given, ...(quietHours !== undefined && { quietHours }), ...(choices.length > 0 && { choices }) },
  });
}

/** What waits for the end of a member's quiet hours is tried now; the try itself finds that it is to wait longer. */
async function lookAgain({ db, workspace, now }: Context, member: string): Promise<void> {
  await sql`
    update deliveries d set next_try_at = ${now}
     where d.workspace_id = ${workspace} and d.next_try_at > ${now} and d.attempts = 0
       and exists (select from delivered_news i join notifications n on n.workspace_id = i.workspace_id and n.id = i.notification_id
                    where i.workspace_id = d.workspace_id and i.delivery_id = d.id and n.member_id = ${member})`.execute(db);
}

/**
 * Turns off, for whoever holds the mail, the kinds of news that were in it; a second time changes nothing. What is unknown looks the same, so
 * that nobody finds out which messages there are.
 */
export async function unsubscribe(
  db: Database,
  { workspace, delivery, key }: { workspace: string; delivery: string; key: string },
): Promise<void> {
  await inWorkspace(db, workspace, { kind: 'system' }, async (context) => {
    const row = await context.db
      .selectFrom('deliveries')
      .select(['memberId', 'unsubscribeKey'])
      .where('id', '=', delivery)
      .executeTakeFirst();
    if (row?.memberId == null || row.unsubscribeKey === null || !sameText(row.unsubscribeKey, key)) return;
    const told = await context.db
      .selectFrom('deliveredNews')
      .innerJoin('notifications', 'notifications.id', 'deliveredNews.notificationId')
      .select('notifications.kind')
      .distinct()
      .where('deliveredNews.deliveryId', '=', delivery)
      .execute();
    const kinds = told.map(({ kind }) => kind).filter(isNewsKind);
    const before = await findPreferences(context, row.memberId, { lock: true });
    const choices = kinds.reduce((all, kind) => withChoice(all, { kind, place: 'mail', wanted: false }), before.choices);
    if (JSON.stringify(choices) === JSON.stringify(before.choices)) return;
    await keepPreferences(context, row.memberId, { ...before, choices });
    await recordEvent(context, {
      type: 'notification_preferences.unsubscribed',
      subject: { kind: 'member', id: row.memberId },
      data: { kinds },
    });
  });
}
