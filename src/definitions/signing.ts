import type { Actor } from '../platform/context.ts';
import { forbidden, unprocessable } from '../platform/errors.ts';

const MINUTE_MS = 60_000;
/** A signature takes somebody who has just shown who they are, not an open laptop. */
const FRESH_SIGN_IN_MINUTES = 15;

/** Who signs for which team. */
export interface Signer {
  memberId: string;
  team: 'marketing' | 'sales';
}

/**
 * Whether an actor may sign for their team: a member who is head of marketing or sales, signed in within the last 15 minutes, who
 * types their own full name.
 * @throws Problem 403 for anybody else or a sign-in that is too old, 422 for another name
 */
export function signer(actor: Actor, name: { own: string; typed: string }, now: Date): Signer {
  if (actor.kind !== 'member') throw forbidden('Only a member can sign; a program cannot.');
  const { team } = actor;
  if ((team !== 'marketing' && team !== 'sales') || !actor.head)
    throw forbidden(
      'The heads of marketing and sales sign, each for their own team. An administrator says under Settings who they are.',
    );
  if (now.getTime() - actor.authenticatedAt.getTime() > FRESH_SIGN_IN_MINUTES * MINUTE_MS)
    throw forbidden(`Sign in again: a signature needs a sign-in from the last ${FRESH_SIGN_IN_MINUTES} minutes.`);
  if (plain(name.own) !== plain(name.typed))
    throw unprocessable(`The full name must be yours, "${name.own}".`, [{ pointer: '/fullName', detail: 'your own full name' }]);
  return { memberId: actor.id, team };
}

function plain(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}
