import { type Address, readAddress, sameSite } from '../touchpoints/address.ts';
import { type ChannelRule, type Facts, channelRules, clickIds } from './standard-rules.ts';
import { clip } from '../touchpoints/json.ts';
import { type Channel, channels } from '../touchpoints/kinds.ts';
import { type KnownSite, knownSite, searchPhrase, siteNamed, sourceName } from './referrers.ts';

/** The campaign tags of a touch (utm_source, utm_medium, utm_campaign as `name`, utm_term, utm_content). */
export interface CampaignTags {
  source?: string | null | undefined;
  medium?: string | null | undefined;
  name?: string | null | undefined;
  term?: string | null | undefined;
  content?: string | null | undefined;
}

/** What is known of how somebody arrived. Tags and click ids are also read from `url`, so that a bare address is enough. */
export interface Arrival {
  url?: string | null | undefined;
  referrer?: string | null | undefined;
  campaign?: CampaignTags | undefined;
  /** Names of the click ids found, such as `gclid`. */
  clickIds?: readonly string[] | undefined;
  /** A channel the sender states outright; it decides when it is one of ours. */
  declared?: string | null | undefined;
}

/** The road a touch came by, and in `because` the evidence that decided: `utm_medium=cpc`, `gclid`, `referrer=google.dk`, `own site` … */
export interface Road {
  channel: Channel;
  /** The domain of a known site goes by that site's name, as a visit from there does: `chatgpt.com` is `chatgpt`. */
  source: string | null;
  medium: string | null;
  campaign: string | null;
  term: string | null;
  content: string | null;
  because: string;
  /** The site somebody came from, without `www.`; null for none and for the company's own. */
  referrerHost: string | null;
  /** The source as the tags have it, where it goes by another name. */
  sourceAsTagged?: string;
}

/** `because` of a touch that came from a page of the company's own: it carries on a visit and tells nothing new about the road. */
export const ownSite = 'own site';

/**
 * Which road a touch came by. `ownDomains` are the company's own sites; the site of `url` is always one of them, and none is ever a referral.
 * Sources and mediums come out lower-case, so that `Google` and `google` stay one source.
 */
export function classify(
  arrival: Arrival,
  ownDomains: readonly string[] = [],
  rules: readonly ChannelRule[] = channelRules,
): Road {
  const address = readAddress(arrival.url);
  const referrer = readAddress(arrival.referrer);
  const tags = readTags(arrival.campaign, address);
  const clickId = Object.keys(clickIds).find((id) => arrival.clickIds?.includes(id) || address?.query.get(id)) ?? '';
  const from = referrer && knownSite(referrer);
  const named = tags.source === null ? null : siteNamed(tags.source);
  const facts: Facts = {
    medium: plainMedium(tags.medium ?? ''),
    source: tags.source ?? '',
    sourceKind: named?.kind ?? 'none',
    sourceBought: named?.bought ? 'yes' : 'no',
    clickId,
    referrerKind: referrerKind(referrer, from, address, ownDomains),
    tagged: tags.source || tags.medium ? 'yes' : 'no',
  };
  const came = facts.referrerKind === 'own' || facts.referrerKind === 'none' ? null : origin(from, referrer);
  const hint = clickId ? (clickIds[clickId] ?? null) : came;
  const source = tags.source === null ? (hint?.source ?? null) : sourceName(tags.source);
  const road = {
    ...tags,
    source,
    ...(tags.source !== null && tags.source !== source && { sourceAsTagged: tags.source }),
    medium: tags.medium ?? (tags.source === null ? (hint?.medium ?? null) : named?.kind === 'ai' ? mediumOf.ai : null),
    term: tags.term ?? (from?.kind === 'search' && referrer ? searchPhrase(from, referrer) : null),
    referrerHost: came && referrer ? referrer.host.replace(/^www\./, '') : null,
  };
  const declared = channels.find((channel) => channel === arrival.declared);
  if (declared) return { ...road, channel: declared, because: 'declared' };
  const rule = rules.find(({ when }) => holds(when, facts));
  return { ...road, channel: rule?.channel ?? 'other', because: rule ? evidence(rule, facts, referrer) : 'no rule' };
}

function readTags(
  campaign: CampaignTags | undefined,
  address: Address | null,
): Pick<Road, 'source' | 'medium' | 'campaign' | 'term' | 'content'> {
  const tag = (given: string | null | undefined, name: string) =>
    clip((given ?? address?.query.get(name) ?? '').trim(), 300) || null;
  return {
    source: tag(campaign?.source, 'utm_source')?.toLowerCase() ?? null,
    medium: tag(campaign?.medium, 'utm_medium')?.toLowerCase() ?? null,
    campaign: tag(campaign?.name, 'utm_campaign'),
    term: tag(campaign?.term, 'utm_term'),
    content: tag(campaign?.content, 'utm_content'),
  };
}

function referrerKind(
  referrer: Address | null,
  from: KnownSite | null,
  here: Address | null,
  ownDomains: readonly string[],
): Facts['referrerKind'] {
  if (!referrer) return 'none';
  if ([...ownDomains, ...(here ? [here.host] : [])].some((own) => sameSite(referrer.host, own.toLowerCase()))) return 'own';
  if (!from) return 'other';
  return from.kind === 'pass' ? 'own' : from.kind;
}

const mediumOf = { search: 'organic', social: 'social', ai: 'ai', mail: 'email', ads: 'display', pass: 'referral' };

function origin(from: KnownSite | null, referrer: Address | null): { source: string; medium: string } | null {
  if (from) return { source: from.name, medium: mediumOf[from.kind] };
  return referrer && { source: referrer.host.replace(/^www\./, ''), medium: 'referral' };
}

/** A medium as the rules know it: `E-Mail` and `paid social` as `e_mail` and `paid_social`. */
const plainMedium = (medium: string) => medium.replace(/[\s+/|-]+/g, '_').replace(/^_|_$/g, '');

function holds(when: ChannelRule['when'], facts: Facts): boolean {
  // Asked some forty times for every touch that comes in, so without a list of the entries each time.
  for (const fact in when)
    if (!(when[fact as keyof Facts] as readonly string[]).includes(facts[fact as keyof Facts])) return false;
  return true;
}

function evidence({ when }: ChannelRule, facts: Facts, referrer: Address | null): string {
  const own = facts.referrerKind === 'own' ? ownSite : null;
  const shown: Record<keyof Facts, string> = {
    medium: `utm_medium=${facts.medium}`,
    source: `utm_source=${facts.source}`,
    sourceKind: `utm_source=${facts.source}`,
    sourceBought: `utm_source=${facts.source}`,
    clickId: facts.clickId,
    referrerKind: own ?? (referrer ? `referrer=${referrer.host}` : 'no referrer'),
    tagged: 'unknown campaign tags',
  };
  return [...new Set(Object.keys(when).map((fact) => shown[fact as keyof Facts]))].join(', ');
}
