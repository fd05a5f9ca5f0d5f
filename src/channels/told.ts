import { readAddress } from '../touchpoints/address.ts';
import type { Arrival } from './channel.ts';

/** What a sender said of the road beside what the address and the referrer say themselves. Kept with the touch. */
export interface Told {
  source?: string;
  medium?: string;
  campaign?: string;
  term?: string;
  content?: string;
  channel?: string;
  clickIds?: string[];
}

const tags = { source: 'source', medium: 'medium', name: 'campaign', term: 'term', content: 'content' } as const;

/** What has to be kept of an arrival so that {@link arrivalOf} gives it back; null when its address and referrer say all there is. */
export function toldOf({ url, campaign = {}, clickIds = [], declared }: Arrival): Told | null {
  const told: Told = {};
  const query = readAddress(url)?.query;
  for (const [tag, name] of Object.entries(tags)) {
    const value = campaign[tag as keyof typeof tags];
    if (value !== null && value !== undefined && value !== query?.get(`utm_${tag === 'name' ? 'campaign' : tag}`))
      told[name] = value;
  }
  if (declared) told.channel = declared;
  const ids = clickIds.filter((id) => !query?.has(id));
  if (ids.length > 0) told.clickIds = ids;
  return Object.keys(told).length > 0 ? told : null;
}

/** The arrival that a stored touch tells of. */
export function arrivalOf({ url, referrer, told }: { url: string | null; referrer: string | null; told: Told | null }): Arrival {
  const { campaign: name, channel: declared, clickIds, source, medium, term, content } = told ?? {};
  return { url, referrer, campaign: { source, medium, name, term, content }, declared, clickIds };
}
