import { getPublicSuffix } from 'tldts';
import type { Address } from '../touchpoints/address.ts';
import { clip } from '../touchpoints/json.ts';
import { aiAssistants, searchEngines, socialNetworks } from './referrer-list.ts';

/**
 * What a site is to a visit that comes from it. `ads` is a network that sells places on other sites, `pass` a page one only passes through
 * (signing in, paying), which says nothing about the road.
 */
export type SiteKind = 'search' | 'social' | 'ai' | 'mail' | 'ads' | 'pass';

/** A site of the lists. `name` is lower-case, fit for a touch's source. */
export interface KnownSite {
  kind: SiteKind;
  name: string;
  /** Where the search phrase stands: a query parameter, or a regular expression between slashes over path and query. */
  phraseIn: readonly string[];
}

/** Mail in the browser, mail apps, and the gates through which mail houses lead a click. */
const mail = `
gmail	mail.google.com inbox.google.com com.google.android.gm
outlook	outlook.live.com outlook.office.com outlook.office365.com outlook.com com.microsoft.office.outlook safelinks.protection.outlook.com
yahoo mail	mail.yahoo.com com.yahoo.mobile.client.android.mail
icloud mail	icloud.com
proton mail	mail.proton.me mail.protonmail.com
proofpoint	urldefense.com urldefense.proofpoint.com
mimecast	mimecast.com mimecastprotect.com
barracuda	linkprotect.cudasvc.com
one.com mail	mail.one.com
kpn mail	webmail.kpnmail.nl
ziggo mail	webmail.ziggo.nl
telia mail	webmail.telia.com
aol mail	mail.aol.com
gmx	gmx.net gmx.com
zoho mail	mail.zoho.com mail.zoho.eu`;
/** Tools that send mail, as campaigns name them. */
const mailTools =
  'mailchimp, hubspot, hs_email, hs_automation, klaviyo, activecampaign, active campaign, marketo, pardot, eloqua, mailerlite, campaign monitor, ' +
  'campaignmonitor, createsend, brevo, sendinblue, sendgrid, getresponse, constant contact, mailjet, dotdigital, apsis, ungapped, agillic, heyloyalty, ' +
  'copernica, spotler, mailplus, laposta, mailup, outlook, gmail, signature, mailsignatur, e-mail signature';
const ads = `
google display network	googleadservices.com googleads.g.doubleclick.net googlesyndication.com adservice.google.com
doubleclick	doubleclick.net
taboola	taboola.com
outbrain	outbrain.com
criteo	criteo.com
adform	adform.net
adroll	adroll.com
strossle	strossle.com
teads	teads.tv
the trade desk	adsrvr.org`;
const pass = `
microsoft sign-in	login.live.com login.microsoftonline.com login.windows.net
google sign-in	accounts.google.com
apple sign-in	appleid.apple.com
mitid	mitid.dk nemlog-in.mitid.dk
bankid	bankid.no bankid.com
id-porten	idporten.no
digid	digid.nl
ideal	ideal.nl
nets	nets.eu dibspayment.eu
stripe	checkout.stripe.com
adyen	adyen.com
paypal	paypal.com
klarna	klarna.com`;
/** What the public lists do not hold (yet): networks and assistants of our countries, and their apps. */
const more = {
  social: `
linkedin	lnkd.in com.linkedin.android
facebook	com.facebook.katana com.facebook.lite lm.facebook.com messenger.com m.me
instagram	com.instagram.android
whatsapp	whatsapp.com wa.me com.whatsapp
youtube	com.google.android.youtube
pinterest	com.pinterest
twitter	com.twitter.android
tiktok	com.zhiliaoapp.musically
reddit	out.reddit.com`,
  ai: `
chatgpt	com.openai.chatgpt
perplexity	ai.perplexity.app.android
copilot	copilot.com m365.cloud.microsoft
gemini	com.google.android.apps.bard`,
  search: `
Google	com.google.android.googlequicksearchbox syndicatedsearch.goog
Bing	com.microsoft.bing
Kvasir	kvasir.no
Eniro	eniro.se eniro.no eniro.dk
Krak	krak.dk map.krak.dk
De Gule Sider	degulesider.dk
Gule Sider	gulesider.no
Hitta	hitta.se
Brave	search.brave.com
Ecosia	ecosia.org
Kagi	kagi.com`,
};

interface Listing extends KnownSite {
  path: string;
}
const listings = new Map<string, Listing[]>();
const names = new Map<string, KnownSite>();

// The first list to claim a host keeps it: Matomo's social list still holds a sign-in page, and its search engines hold facebook.com.
for (const [kind, list] of [
  ['pass', pass],
  ['mail', mail],
  ['ads', ads],
  ['ai', aiAssistants + more.ai],
  ['social', socialNetworks + more.social],
  ['search', searchEngines + more.search],
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

for (const name of mailTools.split(', ')) if (!names.has(name)) names.set(name, { kind: 'mail', name, phraseIn: [] });

const MOST_LABELS = 6;

/** A company's own mail in the browser goes by a few names everywhere. */
const ownWebmail = /^(webmail|mail|owa|roundcube|mailbox|webpost)\d*\./;

/** The known site at an address, or null. Search engines are listed host by host, the others with all their subdomains. */
export function knownSite(address: Pick<Address, 'host' | 'path'>): KnownSite | null {
  const host = address.host.replace(/^www\./, '');
  const suffix = getPublicSuffix(host) ?? '';
  const spellings = [host, `${host.slice(0, host.length - suffix.length)}{}`, host.replace(/^[a-z]{2}\./, '{}.')];
  const exact = firstListing(spellings, address.path, () => true);
  if (exact) return exact;
  // No site of the lists has more labels; somebody may well send a host that has a hundred.
  const labels = host.split('.').slice(-MOST_LABELS);
  const parents = labels.slice(1, -1).map((_, index) => labels.slice(index + 1).join('.'));
  const above = firstListing(parents, address.path, ({ kind }) => kind !== 'search');
  return above ?? (ownWebmail.test(host) ? { kind: 'mail', name: host, phraseIn: [] } : null);
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
  an: 'facebook',
  msg: 'facebook',
  messenger: 'facebook',
  ig: 'instagram',
  insta: 'instagram',
  li: 'linkedin',
  'linked in': 'linkedin',
  x: 'twitter',
  tw: 'twitter',
  yt: 'youtube',
  tt: 'tiktok',
  adwords: 'google',
  gads: 'google',
  pmax: 'google',
  microsoft: 'bing',
  openai: 'chatgpt',
  anthropic: 'claude',
  dv360: 'doubleclick',
  'display & video 360': 'doubleclick',
};

/** Words that say, in a source's name, that its place was bought: `linkedin_ads`, `Google Ads`. */
const boughtPlace = /[\s_-]?(ads|ad|annonce|annonser|annoncering)$/;

/** A site that a campaign names as its source, and whether the name itself says that the place was bought. */
export interface NamedSite extends KnownSite {
  bought: boolean;
}

/** The known site a campaign's source names, as people write it: `LinkedIn`, `fb`, `google.com`, `facebook-ads`. Null when it names none. */
export function siteNamed(source: string): NamedSite | null {
  const name = source.trim().toLowerCase();
  const plain = name.replace(boughtPlace, '');
  const site = siteCalled(name);
  if (site || plain === name) return site && { ...site, bought: false };
  const advertiser = siteCalled(plain);
  return advertiser && { ...advertiser, bought: true };
}

/** What a source is called in reports: the domain of a known site goes by the site's name, anything else by what it says itself. */
export const sourceName = (source: string): string =>
  (source.includes('.') ? siteCalled(source.toLowerCase())?.name : undefined) ?? source;

function siteCalled(name: string): KnownSite | null {
  const spoken = Object.hasOwn(shortNames, name) ? (shortNames[name] ?? '') : name;
  return names.get(spoken) ?? (name.includes('.') ? knownSite({ host: name, path: '/' }) : null);
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
