import { choicesOf } from '../../consents/purposes.ts';
import { objectAt } from '../json.ts';
import type { TrackingMessage } from '../segment.ts';

/**
 * As what a browser may be recognised. `known`: by its lasting id. `today`: by a hash that means nothing tomorrow. `nobody`: not at all,
 * because it asks not to be followed (Global Privacy Control, Do Not Track), or because its id may not be used and nothing else is known.
 */
export type Sight = 'known' | 'today' | 'nobody';

export interface Circumstances {
  /** The request came with Sec-GPC: 1 or DNT: 1. */
  asksForPrivacy: boolean;
  /** A browser sent it, so that its address and agent are the visitor's own. */
  browser: boolean;
  /** This browser's last word on being recognised was no. */
  withdrawn: boolean;
}

/** How a message's browser may be recognised. A no outranks the id that is still sent; what a browser asks for outranks every yes. */
export function sightOf(message: TrackingMessage, { asksForPrivacy, browser, withdrawn }: Circumstances): Sight {
  if (asksForPrivacy || objectAt(message.context, 'consent')['refused'] === true) return 'nobody';
  if (message.cookieless) return 'today';
  const refused = message.anonymousId !== null && (withdrawn || choicesOf(message.consent).analytics === false);
  if (!refused) return 'known';
  return browser ? 'today' : 'nobody';
}
