import { memberId, type Context } from '../../platform/context.ts';
import { conflict, notFound, unprocessable } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { notify } from '../commands.ts';
import { wants } from '../choices.ts';
import { activeConnections, type ConnectionRow } from '../connections/store.ts';
import { isNewsKind } from '../kinds.ts';
import { messageOf, testMessage, type Message, type ToldNews } from '../message.ts';
import { planDeliveries, tellableAt } from '../plan.ts';
import { recipientsOf, type Addressee } from '../preferences/store.ts';
import { isTaken, nextTry, type Answer } from '../retrying.ts';
import {
  failedBefore,
  insertDelivery,
  keepPlanned,
  lockDelivery,
  newsIn,
  takeUnplanned,
  updateDelivery,
  type DeliveryRow,
} from './store.ts';

/** What becomes of news outside Samspil: planned once, tried until it is taken or never will be, each step a fact. */

/** A try that has not ended by then was a worker's that died; the receiver gets the same message again. */
const TRY_WITHIN_MS = 40_000;
const PLANNED_AT_ONCE = 500;

/** Lays out messages for the news that has come since. Nothing leaves an example workspace: its members are invented. @returns whether there may be more */
export async function planNews(context: Context, { mailLeaves }: { mailLeaves: boolean }): Promise<boolean> {
  const news = await takeUnplanned(context, PLANNED_AT_ONCE);
  if (news.length === 0 || (await originOf(context)).example) return news.length === PLANNED_AT_ONCE;
  const members = await recipientsOf(
    context,
    news.map((each) => each.memberId),
  );
  const recipients = new Map([...members].map(([id, member]) => [id, { ...member, hasMail: member.hasMail && mailLeaves }]));
  for (const planned of planDeliveries(news, recipients, await activeConnections(context), context.now))
    await keepPlanned(context, planned);
  return news.length === PLANNED_AT_ONCE;
}

async function originOf({ db, workspace }: Context) {
  return db
    .selectFrom('workspaces')
    .select(['name', 'timeZone', 'example'])
    .where('id', '=', workspace)
    .executeTakeFirstOrThrow();
}

/** A message on its way: what to say to whom. */
export interface Try {
  id: string;
  to:
    | { carrier: 'mail'; name: string; address: string; unsubscribeKey: string }
    | { carrier: 'slack' | 'teams'; id: string; address: string };
  message: Message;
}

/**
 * Takes a message to try, for forty seconds. What has changed since it was laid out holds: of members who left, unsubscribed or have read it
 * nothing is told, and quiet hours chosen since are kept.
 * @param address where people open Samspil
 * @returns null when there is nothing to send now
 */
export async function beginTry(context: Context, id: string, address: string): Promise<Try | null> {
  const { db, now } = context;
  const delivery = await lockDelivery(db, id, { skipLocked: true });
  if (delivery?.nextTryAt == null || delivery.nextTryAt > now) return null;
  if (delivery.tryingUntil !== null && delivery.tryingUntil > now) return null;
  const content = await contentOf(context, delivery, address);
  if (content === null) {
    await updateDelivery(db, id, { nextTryAt: null, tryingUntil: null, droppedAt: now });
    return null;
  }
  if (content.at > now) {
    await updateDelivery(db, id, { nextTryAt: content.at, tryingUntil: null });
    return null;
  }
  await updateDelivery(db, id, {
    attempts: delivery.attempts + 1,
    firstTriedAt: delivery.firstTriedAt ?? now,
    lastTriedAt: now,
    tryingUntil: new Date(now.getTime() + TRY_WITHIN_MS),
  });
  return { id, to: content.to, message: content.message };
}

interface Content extends Omit<Try, 'id'> {
  at: Date;
}

/** Null when nobody is to be told anything any more. */
async function contentOf(context: Context, delivery: DeliveryRow, address: string): Promise<Content | null> {
  const { name: workspace, timeZone } = await originOf(context);
  const origin = { workspace, address };
  const news = await newsIn(context, delivery.id);
  const concerned = news.map(({ memberId: id }) => id);
  const members = await recipientsOf(context, delivery.memberId === null ? concerned : [...concerned, delivery.memberId]);
  const connection = await connectionOf(context, delivery);
  const owner = members.get(delivery.memberId ?? '') ?? null;
  const to = placeOf(delivery, owner, connection);
  if (to === null) return null;
  const reader = connection
    ? { language: connection.language, timeZone, shared: true }
    : { language: owner?.language ?? 'en', timeZone: owner?.calendar.timeZone ?? timeZone, shared: false };
  if (delivery.askedBy !== null) return { to, at: context.now, message: testMessage(reader, origin) };
  const told = news.flatMap((each) => {
    const member = members.get(each.memberId);
    const { kind } = each;
    if (!member || !isNewsKind(kind) || !wants(member, kind, connection?.id ?? 'mail')) return [];
    if (!connection && each.readAt !== null) return [];
    return [{ news: each, member, at: tellableAt({ ...each, kind }, member, context.now) }];
  });
  const [first] = told.map(({ at }) => at).sort((one, other) => one.getTime() - other.getTime());
  if (first === undefined) return null;
  return { to, at: first, message: messageOf(toldOnce(told), reader, origin) };
}

/** What several members are told in one place is told once, with all their names. */
function toldOnce(told: readonly { news: Omit<ToldNews, 'members'>; member: Addressee }[]): ToldNews[] {
  const known = new Map<string, ToldNews>();
  for (const { news, member } of told) {
    const key = `${news.kind} ${news.subjectId}`;
    known.set(key, { ...news, members: [...(known.get(key)?.members ?? []), member.name] });
  }
  return [...known.values()];
}

async function connectionOf(context: Context, { connectionId }: DeliveryRow): Promise<ConnectionRow | null> {
  return connectionId === null ? null : ((await activeConnections(context)).find(({ id }) => id === connectionId) ?? null);
}

function placeOf(
  { carrier, unsubscribeKey }: DeliveryRow,
  owner: Addressee | null,
  connection: ConnectionRow | null,
): Try['to'] | null {
  if (carrier !== 'mail') return connection?.address == null ? null : { carrier, id: connection.id, address: connection.address };
  if (!owner?.hasMail) return null;
  return { carrier, name: owner.name, address: owner.email, unsubscribeKey: unsubscribeKey ?? '' };
}

/** Records what a try came to. @param patience how long the receiver asked to wait, in milliseconds */
export async function endTry(context: Context, id: string, answer: Answer, patience: number | null): Promise<void> {
  const { db, now } = context;
  const delivery = await lockDelivery(db, id);
  if (delivery?.nextTryAt == null) return;
  const { attempts, firstTriedAt } = delivery;
  const change = { lastAnswer: answer, tryingUntil: null };
  if (isTaken(answer)) return updateDelivery(db, id, { ...change, nextTryAt: null, sentAt: now });
  const nextTryAt = nextTry(answer, { attempts, firstTriedAt: firstTriedAt ?? now, now, patience });
  await updateDelivery(db, id, { ...change, nextTryAt, failedAt: nextTryAt === null ? now : null });
  if (nextTryAt === null && delivery.askedBy === null && !(await failedBefore(context, delivery)))
    await tellOfFailure(context, delivery);
}

/** The first of a row that fails is told inside Samspil: to whom it was for, of a connection to the administrators. */
async function tellOfFailure(context: Context, delivery: DeliveryRow): Promise<void> {
  const { db } = context;
  const connection = await connectionOf(context, delivery);
  const owner = delivery.memberId === null ? null : (await recipientsOf(context, [delivery.memberId])).get(delivery.memberId);
  const admins = await db.selectFrom('members').select('id').where('role', '=', 'admin').where('leftAt', 'is', null).execute();
  await notify(context, delivery.memberId === null ? admins.map(({ id }) => id) : [delivery.memberId], {
    kind: 'delivery.failed',
    subject: { kind: 'delivery', id: delivery.id },
    data: { name: connection?.name ?? owner?.email ?? null },
  });
}

/** Tries a message once more, for another 72 hours. @throws Problem 404; 409 for one that has not failed */
export async function tryAgain(context: Context, id: string): Promise<void> {
  const { db, actor, now } = context;
  const delivery = await lockDelivery(db, id);
  const isOwn = delivery !== null && delivery.memberId !== null && delivery.memberId === memberId(actor);
  if (!delivery || !(isOwn || (actor.kind === 'member' && actor.role === 'admin'))) throw notFound();
  if (delivery.failedAt === null) throw conflict('This message has not failed, so there is nothing to try again.');
  if (delivery.memberId === null && (await connectionOf(context, delivery)) === null)
    throw conflict('The connection it was for has been removed.');
  await updateDelivery(db, id, { nextTryAt: now, failedAt: null, firstTriedAt: null, attempts: 0 });
  await recordEvent(context, { type: 'delivery.retried', subject: { kind: 'delivery', id } });
}

/**
 * Sends a test: to one's own mail, or to a connection.
 * @returns the id of the message
 * @throws Problem 404 for an unknown connection; 422 when mail is not set up, or for a program
 */
export async function sendTest(
  context: Context,
  to: { connectionId: string | null },
  { mailLeaves }: { mailLeaves: boolean },
): Promise<string> {
  const { db, workspace, actor, now } = context;
  const member = memberId(actor);
  if (member === null) throw unprocessable('A program has no mail of its own to test.');
  const connection = (await activeConnections(context)).find((each) => each.id === to.connectionId);
  if (to.connectionId !== null && !connection) throw notFound();
  if (!connection && !mailLeaves)
    throw unprocessable('Mail is not set up on this server: whoever runs it sets SMTP_URL and MAIL_FROM.');
  const id = newId();
  const place = connection ? { carrier: connection.carrier, memberId: null } : { carrier: 'mail' as const, memberId: member };
  await insertDelivery(db, workspace, {
    ...place,
    id,
    connectionId: to.connectionId,
    askedBy: member,
    createdAt: now,
    nextTryAt: now,
  });
  await recordEvent(context, {
    type: 'delivery.tested',
    subject: { kind: 'delivery', id },
    data: { carrier: place.carrier, connectionId: to.connectionId },
  });
  return id;
}
