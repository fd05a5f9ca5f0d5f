import { getPublicSuffix } from 'tldts';
import type { Address } from '../touchpoints/address.ts';
import { clip } from '../touchpoints/json.ts';
import { aiAssistants, searchEngines, socialNetworks } from './referrer-list.ts';

/** What a site is to a visit that comes from it. `sign_in` is a page one only passes through, and so says nothing about the road. */
export type SiteKind = 'search' | 'social' | 'ai' | 'mail' | 'sign_in';

/** A site of the lists. `name` is lower-case, fit for a touch's source. */
export interface KnownSite {
  kind: SiteKind;
  name: string;
  /** Where the search phrase stands: a query parameter, or a regular expression between slashes over path and query. */
  phraseIn: readonly string[];
}

const webmail = `
gmail	mail.google.com com.google.android.gm
outlook	outlook.live.com outlook.office.com outlook.office365.com outlook.com
yahoo mail	mail.yahoo.com
icloud mail	icloud.com
proton mail	mail.proton.me`;
const signIn = `
microsoft sign-in	login.live.com login.microsoftonline.com
google sign-in	accounts.google.com
mitid	mitid.dk nemlog-in.mitid.dk
id-porten	idporten.no
digid	digid.nl`;

interface Listing extends KnownSite {
  path: string;
}
const listings = new Map<string, Listing[]>();
const names = new Map<string, KnownSite>();

// The first list to claim a host keeps it: Matomo's social list still holds a sign-in page, and its search engines hold facebook.com.
for (const [kind, list] of [
  ['sign_in', signIn],
  ['mail', webmail],
  ['ai', aiAssistants],
  ['social', socialNetworks],
  ['search', searchEngines],
] as const) {
  for (const line of list.trim().split('\n')) {
    const [title = '', urls = '', parameters = ''] = line.split('\t');
    const site: KnownSite = {
      kind,
      name: title.toLowerCase().replace(/!$/, ''),
      phraseIn: parameters.split(' ').filter(Boolean),
    };
    if (!names.has(site.name)) names.set(site.name, site);
    for (const url of urls.split(' ')) {
      const [host = '', ...path] = url.replace(/^www\./, '').split('/');
      const listing: Listing = { ...site, path: `/${path.join('/')}` };
      listings.set(
        host,
        [...(listings.get(host) ?? []), listing].sort((a, b) => b.path.length - a.path.length),
      );
    }
  }
}

/** The known site at an address, or null. Search engines are listed host by host, the others with all their subdomains. */
export function knownSite(address: Pick<Address, 'host' | 'path'>): KnownSite | null {
  const host = address.host.replace(/^www\./, '');
  const suffix = getPublicSuffix(host) ?? '';
  const spellings = [host, `${host.slice(0, host.length - suffix.length)}{}`, host.replace(/^[a-z]{2}\./, '{}.')];
  const exact = firstListing(spellings, address.path, () => true);
  if (exact) return exact;
  const labels = host.split('.');
  const parents = labels.slice(1, -1).map((_, index) => labels.slice(index + 1).join('.'));
  return firstListing(parents, address.path, ({ kind }) => kind !== 'search');
}

function firstListing(hosts: readonly string[], path: string, fits: (listing: Listing) => boolean): KnownSite | null {
  for (const host of hosts) {
    const listing = listings.get(host)?.find((candidate) => path.startsWith(candidate.path) && fits(candidate));
    if (listing) return { kind: listing.kind, name: listing.name, phraseIn: listing.phraseIn };
  }
  return null;
}

const shortNames: Record<string, string> = {
  fb: 'facebook',
  meta: 'facebook',
  ig: 'instagram',
  insta: 'instagram',
  li: 'linkedin',
  x: 'twitter',
  tw: 'twitter',
  yt: 'youtube',
  adwords: 'google',
  googleads: 'google',
  google_ads: 'google',
  'google ads': 'google',
  openai: 'chatgpt',
};

/** The known site a campaign's source names, as people write it: `LinkedIn`, `fb`, `google.com`. Null when it names none. */
export function siteNamed(source: string): KnownSite | null {
  const name = source.trim().toLowerCase();
  return (
    names.get(Object.hasOwn(shortNames, name) ? (shortNames[name] ?? '') : name) ??
    (name.includes('.') ? knownSite({ host: name, path: '/' }) : null)
  );
}

/** What was searched for, where the engine still tells; null otherwise. */
export function searchPhrase(site: KnownSite, address: Address): string | null {
  for (const place of site.phraseIn) {
    const found = place.startsWith('/')
      ? new RegExp(place.slice(1, -1)).exec(address.path + address.search)?.[1]
      : address.query.get(place);
    const phrase = clip((found ?? '').trim(), 200);
    if (phrase) return phrase;
  }
  return null;
}
