import type { z } from 'zod';
import { memberId, type Context } from '../../platform/context.ts';
import { forbidden, notFound } from '../../platform/errors.ts';
import { isOpenTo, wants } from '../choices.ts';
import { activeConnections } from '../connections/store.ts';
import { kindOf, sendableKinds } from '../kinds.ts';
import type { preferences } from './schema.ts';
import { recipientsOf } from './store.ts';

/** How one wants news, with what holds where one has not chosen. @throws Problem 403 for a program */
export async function getPreferences(
  context: Context,
  { mailLeaves }: { mailLeaves: boolean },
): Promise<z.output<typeof preferences>> {
  const own = memberId(context.actor);
  if (own === null) throw forbidden('A program has no news of its own.');
  const member = (await recipientsOf(context, [own])).get(own);
  if (!member) throw notFound();
  const connections = (await activeConnections(context)).filter((connection) => isOpenTo(connection, member.team));
  const places = [
    { place: 'mail', carrier: 'mail' as const, name: member.email },
    ...connections.map(({ id, carrier, name }) => ({ place: id, carrier, name })),
  ];
  return {
    kinds: sendableKinds
      .filter((kind) => kindOf(kind).roles.includes(member.role))
      .map((kind) => ({
        kind,
        urgent: kindOf(kind).urgent ?? false,
        places: places.map(({ place }) => ({ place, wanted: wants(member, kind, place) })),
      })),
    places,
    mailLeaves,
    quietHours: member.quiet.hours,
    workingHoursOnly: member.quiet.workingHoursOnly,
    urgentPierces: member.urgentPierces,
    timeZone: member.calendar.timeZone,
  };
}
