import { sql } from 'kysely';
import type { z } from 'zod';
import { peopleOfLeads } from '../../leads/listed/reports.ts';
import { memberId, type Context } from '../../platform/context.ts';
import { conflict, unprocessable } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { recognised } from '../reports.ts';
import type { exclusion, newPlannedContact, Recipients } from '../schema.ts';
import { circlesOf } from '../store.ts';
import { onePlannedContact } from './reports.ts';

/** Clocks differ a little, and sending right away is announcing, too. */
const LATE_MS = 5 * 60_000;

/**
 * Announces a message that a tool outside is going to send. Of its recipients those are kept who are known here.
 * @returns its id, and how many recipients are not known
 * @throws Problem 422 for a time that has passed, and where none of the recipients is known
 */
export async function announceContact(
  context: Context,
  { recipients, campaign, ...message }: z.output<typeof newPlannedContact>,
): Promise<{ id: string; unknown: number }> {
  const { db, workspace, actor, now } = context;
  if (message.at.getTime() < now.getTime() - LATE_MS)
    throw unprocessable('at has passed; announce what is still to be sent, and report what was sent by the tracking API.', [
      { pointer: '/at', detail: 'a moment that is still to come' },
    ]);
  const { people, unknown } = await known(context, recipients);
  if (people.length === 0)
    throw unprocessable('None of the recipients is known here, so there is nobody this could collide with.', [
      { pointer: '/recipients', detail: 'at least one person of this workspace' },
    ]);
  const id = newId();
  await db
    .insertInto('plannedContacts')
    .values({
      workspaceId: workspace,
      id,
      ...message,
      campaign: campaign ?? null,
      announcedAt: now,
      announcedBy: memberId(actor),
    })
    .execute();
  await keepRecipients(context, id, people);
  await recordEvent(context, {
    type: 'contact.announced',
    subject: { kind: 'planned_contact', id },
    data: { ...message, campaign: campaign ?? null, recipients: people.length },
  });
  return { id, unknown };
}

/**
 * Adds recipients to an announced message; who was taken out stays out.
 * @returns how many of them are not known
 * @throws Problem 404; 409 for one whose time has passed, or taken back
 */
export async function addRecipients(context: Context, id: string, recipients: Recipients): Promise<number> {
  const { title } = await stillAhead(context, id);
  const { people, unknown } = await known(context, recipients);
  const count = await keepRecipients(context, id, people);
  if (count > 0)
    await recordEvent(context, { type: 'recipients.added', subject: { kind: 'planned_contact', id }, data: { title, count } });
  return unknown;
}

/** Whom recipients mean, each once, as they are now. */
async function known(context: Context, recipients: Recipients): Promise<{ people: string[]; unknown: number }> {
  const named = await recognised(
    context,
    Array.isArray(recipients) ? recipients : await peopleOfLeads(context, recipients.leads),
  );
  const people = named.filter((person) => person !== null);
  return { people: [...new Set(people)], unknown: named.length - people.length };
}

/** @returns how many were none before */
async function keepRecipients({ db, workspace }: Context, id: string, people: readonly string[]): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into planned_contact_recipients (workspace_id, planned_contact_id, person_id)
    select ${workspace}, ${id}, unnest(${people}::uuid[]) on conflict do nothing`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Takes an announcement back: the message is not going to be sent. @throws Problem 404; 409 for one whose time has passed, or taken back before */
export async function withdrawContact(context: Context, id: string): Promise<void> {
  const { db, actor, now } = context;
  const { title } = await stillAhead(context, id);
  await db
    .updateTable('plannedContacts')
    .set({ withdrawnAt: now, withdrawnBy: memberId(actor) })
    .where('id', '=', id)
    .execute();
  await recordEvent(context, { type: 'contact.withdrawn', subject: { kind: 'planned_contact', id }, data: { title } });
}

/**
 * Takes people out of an announced message.
 * @returns how many were taken out
 * @throws Problem 404; 409 for one whose time has passed, or taken back
 */
export async function excludeRecipients(
  context: Context,
  id: string,
  { personIds }: z.output<typeof exclusion>,
): Promise<number> {
  const { db, workspace, actor, now } = context;
  const { title } = await stillAhead(context, id);
  // With those who were merged into them: the message was announced to one of them.
  const people = [...(await circlesOf(context, personIds)).keys()];
  const { numAffectedRows } = await sql`
    update planned_contact_recipients set excluded_at = ${now}, excluded_by = ${memberId(actor)}
     where workspace_id = ${workspace} and planned_contact_id = ${id} and person_id = any(${people}::uuid[]) and excluded_at is null`.execute(
    db,
  );
  const count = Number(numAffectedRows ?? 0);
  if (count > 0)
    await recordEvent(context, {
      type: 'recipients.excluded',
      subject: { kind: 'planned_contact', id },
      data: { title, count },
    });
  return count;
}

/** A message that can still be changed, held until the change is made. */
async function stillAhead(context: Context, id: string) {
  await context.db.selectFrom('plannedContacts').select('id').where('id', '=', id).forUpdate().execute();
  const message = await onePlannedContact(context, id);
  if (message.withdrawnAt !== null) throw conflict(`"${message.title}" was taken back already.`);
  if (message.at <= context.now)
    throw conflict(`"${message.title}" went out at ${message.at.toISOString()}; what was sent stays on record.`);
  return message;
}
