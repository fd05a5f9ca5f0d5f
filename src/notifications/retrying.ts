/** What an answer means, and when it is tried again. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A receiver that is away gets this long to come back. */
export const GIVE_UP_AFTER_MS = 72 * HOUR;
/** How long after each try the next comes; the last holds from there on. */
const PAUSES = [10 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR];
/** A receiver may ask for more patience than that, but not for more than this. */
const LONGEST_PAUSE_MS = 24 * HOUR;

/** What a try came to: a code for a screen to word, and the status the receiver answered with, if any. */
export interface Answer {
  readonly code: (typeof answerCodes)[number];
  readonly status: number | null;
}

export const answerCodes = [
  'taken',
  'busy',
  'trouble',
  'unreachable',
  'gone',
  'refused',
  'redirects',
  'address',
  'mail_sign_in',
  'mail_refused',
  'mail_later',
  'mail_unreachable',
  'no_mail',
] as const;

/** Those after which another try may help. */
const passing: ReadonlySet<Answer['code']> = new Set([
  'busy',
  'trouble',
  'unreachable',
  'mail_sign_in',
  'mail_later',
  'mail_unreachable',
  'no_mail',
]);

export const isTaken = ({ code }: Answer): boolean => code === 'taken';

/** What a webhook's status means (RFC 9110): 2xx taken; 408, 425, 429 and 5xx pass; whatever else the receiver will say again. */
export function answerOfWebhook(status: number): Answer {
  if (status >= 200 && status < 300) return { code: 'taken', status };
  if (status === 429) return { code: 'busy', status };
  if (status >= 500 || status === 408 || status === 425) return { code: 'trouble', status };
  if (status === 404 || status === 410) return { code: 'gone', status };
  return { code: status >= 300 && status < 400 ? 'redirects' : 'refused', status };
}

/** What a mail server's answer means (RFC 5321): 4yz passes, 5yz does not. */
export function answerOfMail(
  given: { taken: true } | { taken: false; status: number | null; why: 'unreachable' | 'sign_in' | 'refused' },
): Answer {
  if (given.taken) return { code: 'taken', status: null };
  const { status, why } = given;
  if (why === 'sign_in') return { code: 'mail_sign_in', status };
  if (status === null) return { code: 'mail_unreachable', status };
  return { code: status >= 500 ? 'mail_refused' : 'mail_later', status };
}

/** How long a Retry-After asks to wait, in milliseconds: seconds, or a date (RFC 9110, 10.2.3). Null for what is neither. */
export function patienceAsked(retryAfter: string | null, now: Date): number | null {
  if (retryAfter === null) return null;
  if (/^\d{1,9}$/.test(retryAfter.trim())) return Number(retryAfter) * SECOND;
  const at = /^[A-Z][a-z]{2}/.test(retryAfter) ? Date.parse(retryAfter) : NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

/**
 * When it is tried again, null for never. The tries go on for 72 hours from the first one, the last of them at their very end.
 * @param attempts tries so far, at least one
 * @param patience what the receiver asked for, in milliseconds
 */
export function nextTry(
  answer: Answer,
  { attempts, firstTriedAt, now, patience }: { attempts: number; firstTriedAt: Date; now: Date; patience: number | null },
): Date | null {
  if (!passing.has(answer.code)) return null;
  const end = firstTriedAt.getTime() + GIVE_UP_AFTER_MS;
  if (now.getTime() >= end) return null;
  const pause = PAUSES[Math.min(attempts, PAUSES.length) - 1] ?? HOUR;
  const asked = Math.min(patience ?? 0, LONGEST_PAUSE_MS);
  // Earlier than a receiver asked for is of no use, be it after the end.
  return new Date(Math.max(Math.min(now.getTime() + pause, end), now.getTime() + asked));
}
