import type { z } from 'zod';
import { rulesInForce } from '../channels/reports.ts';
import { rename } from '../channels/rules.ts';
import { classify } from '../channels/channel.ts';
import { toldOf } from '../channels/told.ts';
import { lockCustomers } from '../companies/commands.ts';
import { recognisePeople, seePeople } from '../people/commands.ts';
import { standingPerson } from '../people/reports.ts';
import { memberId, type Context } from '../platform/context.ts';
import { unprocessable } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { occurredAt } from '../platform/occurred-at.ts';
import type { TouchKind } from './kinds.ts';
import type { newTouchpoint } from './schema.ts';
import { insertTouches, type StoredTouch } from './store.ts';

/** Tells the rest of the house which people have new touches. */
export async function tellOf(context: Context, touches: StoredTouch[], affected: string[]): Promise<void> {
  const told = touches.flatMap(({ personId, occurredAt: first, bot }) => (personId === null ? [] : [{ personId, first, bot }]));
  // A machine that opened their mail is not the person.
  const seen = told.filter(({ bot }) => !bot);
  await seePeople(context, seen);
  const personIds = [...new Set([...told.map(({ personId }) => personId), ...affected])];
  if (personIds.length > 0)
    await recordEvent(context, {
      type: 'touchpoints.recorded',
      subject: { kind: 'touchpoint', id: null },
      data: { personIds, count: seen.length, earliest: earliestOf(told) },
    });
}

/** When the first of each person's new touches happened: what was worked out up to then still holds. */
function earliestOf(told: readonly { personId: string; first: Date }[]): Record<string, Date> {
  const earliest: Record<string, Date> = {};
  for (const { personId, first } of told) {
    const known = earliest[personId];
    if (!known || first < known) earliest[personId] = first;
  }
  return earliest;
}

const channelOfKind: Partial<Record<TouchKind, 'event' | 'email'>> = {
  event: 'event',
  email_open: 'email',
  email_click: 'email',
};

/**
 * Records a touch that happened away from any website: a fair, a call, a meeting.
 * @returns the id of the touch
 * @throws Problem 422 for a person who is not here or a time in the future
 */
export async function recordTouchpoint(context: Context, given: z.output<typeof newTouchpoint>): Promise<string> {
  const { kind, side, title = null, campaign = null, properties = {} } = given;
  const at = occurredAt(context, given.occurredAt, Number.POSITIVE_INFINITY);
  await lockCustomers(context, 'exclusive');
  const personId = await whose(context, given, at);
  const arrival = { campaign: { name: campaign }, declared: given.channel ?? channelOfKind[kind] ?? 'offline' };
  const { because: _declared, referrerHost: _none, ...road } = rename(await rulesInForce(context), classify(arrival));
  const touch: StoredTouch = {
    id: newId(),
    messageId: null,
    occurredAt: at,
    kind,
    side,
    ...road,
    told: toldOf(arrival),
    title,
    url: null,
    path: null,
    referrer: null,
    properties,
    bot: false,
    personId,
    anonymousId: null,
    userKey: null,
    memberId: memberId(context.actor),
    receivedAt: context.now,
  };
  await insertTouches(context, [touch]);
  await tellOf(context, [touch], []);
  return touch.id;
}

async function whose(context: Context, { personId, email }: z.output<typeof newTouchpoint>, at: Date): Promise<string> {
  if (personId !== undefined) {
    const person = await standingPerson(context, personId);
    if (person === null)
      throw unprocessable('personId names no person of this workspace.', [
        { pointer: '/personId', detail: 'a person of this workspace' },
      ]);
    return person;
  }
  const address = email ?? '';
  const fields = { email: address, name: null, firstName: null, lastName: null, phone: null, title: null, company: null };
  const { people } = await recognisePeople(context, [
    { at, names: [{ kind: 'email', source: '', value: address }], browser: null, fields, traits: {}, company: null },
  ]);
  if (!people[0]) throw new Error('an address always names a person');
  return people[0];
}
