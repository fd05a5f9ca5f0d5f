import { channelNames } from '../touchpoints/channel-names.ts';
import { channels, type Channel } from '../touchpoints/kinds.ts';
import { namesIn, squash } from './kinds.ts';
import { said } from './sentences.ts';
import { type Reading, shorten } from './values.ts';

/** What tools and people call a channel beside its key and its names here. */
const words: Partial<Record<Channel, string>> = {
  paid_search: 'ppc, sem, search ads, paid shopping, betalt søgeord, søgeannoncer, søkeannonser, zoekadvertenties',
  organic_search: 'seo, natural search, organic shopping',
  paid_social: 'social ads, betalte sociale medier, betalte sosiale medier, betaalde sociale media, betaald sociaal',
  organic_social: 'social, social media, sociale media, some, organiske sociale medier, organiske sosiale medier',
  email: 'mail, email marketing, newsletter, nyhedsbrev, nyhetsbrev, nieuwsbrief',
  referral: 'referrals, ai referrals, henvisninger, verwijzingen',
  direct: 'direct traffic, direkte trafik, direkte trafikk, direct verkeer',
  display: 'display advertising, banner, banners, bannere',
  event: 'events, event attended, trade show, fair, webinar, arrangementer, messe, beurs, evenementen',
  partner: 'partners, affiliate, affiliates, partnere',
  outbound: 'outbound sales, cold calling, opsøgende, oppsøkende',
  offline: 'offline sources, print, tryk, trykk, drukwerk',
  other: 'other campaigns, others, unassigned, øvrige, øvrig, andre, anders, overige',
};

const known = new Map(
  channels.flatMap((channel) =>
    [channel, ...Object.values(channelNames[channel]), ...namesIn(words[channel] ?? '')].map((word) => [squash(word), channel]),
  ),
);

/** The channel that a word means: its key, its name in any of the languages, or what tools call it; null for none of ours. */
export const channelCalled = (word: string): Channel | null => known.get(squash(word)) ?? null;

/** Reads a channel in any of those words. */
export function readChannel(text: string): Reading<Channel> {
  const value = channelCalled(text);
  return value === null ? { problem: notAChannel(text) } : { value };
}

export const notAChannel = (text: string) => said('notAChannel', { value: shorten(text), choices: channels.join(', ') });
