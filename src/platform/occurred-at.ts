import type { Context } from './context.ts';
import { forbidden, unprocessable } from './errors.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** How long ago anybody may say that something happened. Beyond it, it is history, and rewriting that takes a key made for it. */
const FREELY_WITHIN_MS = 7 * DAY_MS;

/**
 * When something happened, as the caller says: now unless told otherwise.
 * @param freelyWithinMs how far back it may lie without the scope "history"; a week unless a command is stricter
 * @throws Problem 422 for a time in the future, 403 for one that lies further back and comes without the scope "history"
 */
export function occurredAt({ actor, now }: Context, at: Date | undefined, freelyWithinMs = FREELY_WITHIN_MS): Date {
  if (at === undefined) return now;
  // Clocks differ a little; what is a few seconds ahead of ours happens now.
  if (at.getTime() > now.getTime() + MINUTE_MS)
    throw unprocessable(`at lies in the future; it says when something happened and can be ${now.toISOString()} at the latest.`, [
      { pointer: '/at', detail: 'must not be in the future' },
    ]);
  const mayTellHistory = actor.kind === 'system' || (actor.kind === 'api_key' && actor.scopes.includes('history'));
  if (now.getTime() - at.getTime() > freelyWithinMs && !mayTellHistory)
    throw forbidden(
      `at lies further back than ${inWords(freelyWithinMs)}; only an API key with the scope "history" may record that.`,
    );
  return at < now ? at : now;
}

function inWords(ms: number): string {
  return ms >= DAY_MS ? `${Math.round(ms / DAY_MS)} days` : `${Math.round(ms / MINUTE_MS)} minutes`;
}
