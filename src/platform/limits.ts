import type { FastifyRequest } from 'fastify';
import type { Config } from './config.ts';
import type { Actor } from './context.ts';
import { Problem, tooMany } from './errors.ts';
import { hashSecret } from './secrets.ts';
import { sessionCookie } from './session-cookie.ts';

const MINUTE_MS = 60_000;
/** Names told apart within a minute; beyond it the rest share one count, so that memory is bounded. */
const MOST_NAMES = 200_000;

/** Counts by name, a minute at a time. */
export function minuteCounts(clock: () => number = Date.now) {
  let ends = 0;
  const counts = new Map<string, number>();
  const current = (name: string): string => {
    if (clock() >= ends) {
      counts.clear();
      ends = clock() + MINUTE_MS;
    }
    return counts.has(name) || counts.size < MOST_NAMES ? name : 'all others';
  };
  return {
    /** Adds to a name's count and answers how many seconds it has to wait: 0 while it is within `most`. */
    add: (name: string, most: number, amount = 1): number => {
      const counted = current(name);
      const count = (counts.get(counted) ?? 0) + amount;
      counts.set(counted, count);
      return count > most ? (ends - clock()) / 1000 : 0;
    },
    /** The seconds to wait, without counting. */
    waitOf: (name: string, most: number): number => ((counts.get(current(name)) ?? 0) >= most ? (ends - clock()) / 1000 : 0),
  };
}

export type Limits = ReturnType<typeof requestLimits>;

interface Counted {
  actor: Actor;
  workspace: string;
}

/**
 * How many requests a minute are taken: of each key or member, of each workspace, and of each network from which somebody shows no
 * credential that is in force. What one of them sends beyond its limit is refused before the database is asked, and nobody else notices.
 */
export function requestLimits({ apiLimitPerMinute, workspaceLimitPerMinute, trackingLimitPerMinute }: Config) {
  const { add, waitOf } = minuteCounts();
  /** Credentials found in force, so that who is beyond a limit can be told without asking the database again. */
  const known = new Map<string, { who: string; workspace: string; until: number }>();

  const assertWithin = (seconds: number, most: number, of: string) => {
    if (seconds > 0) throw tooMany(`More than ${most} requests in a minute ${of}. Wait and try again.`, seconds);
  };
  const countOf = ({ who, workspace }: { who: string; workspace: string }, most: number) => {
    assertWithin(add(`caller ${who}`, most), most, 'with this key');
    assertWithin(add(`workspace ${workspace}`, workspaceLimitPerMinute), workspaceLimitPerMinute, 'for this workspace');
  };
  const strangers = 'from this network without a key that is in force';

  return {
    /** Counts a request of somebody who shows no credential, or a wrong one. @throws Problem 429 */
    countStranger({ ip }: FastifyRequest): void {
      assertWithin(add(`network ${networkOf(ip)}`, apiLimitPerMinute), apiLimitPerMinute, strangers);
    },

    /** Refuses, without counting, where too many strangers came from the network of this request. @throws Problem 429 */
    assertStranger({ ip }: FastifyRequest): void {
      assertWithin(waitOf(`network ${networkOf(ip)}`, apiLimitPerMinute), apiLimitPerMinute, strangers);
    },

    /**
     * Finds the caller by `authenticate` and counts the request; credentials that are none count for the network they come from.
     * @param most of this caller, where the route takes fewer than others
     * @throws Problem 429, 401
     */
    async countCaller<C extends Counted>(
      request: FastifyRequest,
      authenticate: () => Promise<C | null>,
      most = apiLimitPerMinute,
    ): Promise<C | null> {
      const credential = hashSecret(request.headers.authorization ?? sessionCookie(request) ?? '');
      const before = known.get(credential);
      const isKnown = before !== undefined && before.until > Date.now();
      if (isKnown) countOf(before, apiLimitPerMinute);
      else this.assertStranger(request);
      const caller = await authenticate().catch((error: unknown) => {
        if (error instanceof Problem && error.status === 401) this.countStranger(request);
        throw error;
      });
      if (!caller) {
        this.countStranger(request);
        return null;
      }
      const who = 'id' in caller.actor ? caller.actor.id : caller.workspace;
      if (!isKnown) {
        if (known.size >= MOST_NAMES) known.clear();
        known.set(credential, { who, workspace: caller.workspace, until: Date.now() + MINUTE_MS });
        countOf({ who, workspace: caller.workspace }, apiLimitPerMinute);
      }
      if (most < apiLimitPerMinute)
        assertWithin(add(`caller ${who} ${request.routeOptions.url}`, most), most, 'of this kind with this key');
      return caller;
    },

    /** Counts tracking events for the workspace they are of. @throws Problem 429 */
    countEvents(workspace: string, events: number): void {
      const seconds = add(`events ${workspace}`, trackingLimitPerMinute, events);
      if (seconds > 0)
        throw tooMany(
          `More than ${trackingLimitPerMinute} events in a minute for this workspace. Send them again later.`,
          seconds,
        );
    },
  };
}

/** Whoever has an IPv6 address has at least the 64 bits after the first four groups. */
function networkOf(ip: string): string {
  if (!ip.includes(':') || ip.includes('.')) return ip;
  const [head = '', tail] = ip.split('::');
  const groups = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - groups.length - after.length }, () => '0');
  return [...groups, ...zeros, ...after].slice(0, 4).join(':');
}
