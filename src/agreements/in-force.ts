import { addDays, startOfDay } from '../calendars/local-day.ts';
import type { SignedVersion } from '../definitions/in-force.ts';

/** An agreement is in force from a day of the workspace on. Otherwise it is a signed version like a definition. */
export interface DatedVersion extends Omit<SignedVersion, 'inForceFrom'> {
  inForceFrom: string;
}

/**
 * The moment form of a dated version, for `inForceAt`, `forceBegins` and `stateOf`. One that is to hold from the very day it was made
 * holds from its making on: only a day before that makes it history.
 */
export function atMoment<V extends DatedVersion>(version: V, timeZone: string): Omit<V, 'inForceFrom'> & { inForceFrom: Date } {
  const starts = startOfDay(version.inForceFrom, timeZone);
  const ends = startOfDay(addDays(version.inForceFrom, 1), timeZone);
  const { createdAt } = version;
  return { ...version, inForceFrom: starts < createdAt && createdAt < ends ? createdAt : starts };
}
