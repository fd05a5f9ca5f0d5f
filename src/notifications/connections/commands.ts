import type { z } from 'zod';
import { memberId, type Context } from '../../platform/context.ts';
import { notFound, unprocessable } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { OutgoingError, outsideUrl } from '../../platform/outgoing.ts';
import type { newConnection } from './schema.ts';
import { insertConnection, lockConnection, revokeConnection } from './store.ts';

/** Adds a Slack or Teams channel. @throws Problem 422 for an address that is not https or not outside */
export async function addConnection(context: Context, given: z.output<typeof newConnection>): Promise<string> {
  const { actor, now } = context;
  const { name, carrier, team, language, address } = given;
  const { host } = assertWebhook(address);
  const id = newId();
  await insertConnection(context, {
    id,
    name,
    carrier,
    team,
    language,
    address,
    host,
    createdBy: memberId(actor),
    createdAt: now,
  });
  await recordEvent(context, {
    type: 'notification_connection.added',
    subject: { kind: 'notification_connection', id },
    data: { name, carrier, team, language, host },
  });
  return id;
}

function assertWebhook(address: string): URL {
  const refuse = (detail: string) => unprocessable(detail, [{ pointer: '/address', detail }]);
  try {
    const url = outsideUrl(address);
    if (url.protocol === 'https:') return url;
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    throw refuse(`${error.detail} A webhook has an https address of the public internet, without a password in it.`);
  }
  throw refuse('The address begins with https://, as Slack and Teams give it.');
}

/** Takes a channel away, and its address with it; what waits for it is not sent. @throws Problem 404 */
export async function removeConnection(context: Context, id: string): Promise<void> {
  const row = await lockConnection(context.db, id);
  if (!row || row.revokedAt !== null) throw notFound();
  await revokeConnection(context, id, memberId(context.actor));
  await recordEvent(context, {
    type: 'notification_connection.removed',
    subject: { kind: 'notification_connection', id },
    data: { name: row.name, carrier: row.carrier },
  });
}
