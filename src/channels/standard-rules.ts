import type { Channel } from '../touchpoints/kinds.ts';
import type { SiteKind } from './referrers.ts';

/**
 * What is known about how a touch came about; `classify` finds out, the rules decide.
 * `medium` is lower-case with `_` for blanks and hyphens; `tagged` says whether a source or a medium was tagged (a campaign's name alone says
 * nothing of the road). `sourceBought` says whether the source's own name tells of an advertisement (`linkedin_ads`).
 */
export interface Facts {
  medium: string;
  source: string;
  sourceKind: SiteKind | 'none';
  sourceBought: 'yes' | 'no';
  clickId: string;
  referrerKind: Exclude<SiteKind, 'pass'> | 'other' | 'own' | 'none';
  tagged: 'yes' | 'no';
}

/** A rule holds when each fact it names has one of the values. */
export interface ChannelRule {
  when: { readonly [Fact in keyof Facts]?: readonly Facts[Fact][] };
  channel: Channel;
}

/**
 * Ids that advertising networks, mail tools and partner networks put on an address, with what they tell when nothing else does.
 * In the order of weight: where an address has several, the first counts.
 */
export const clickIds: Readonly<Record<string, { source: string; medium: string }>> = {
  gclid: { source: 'google', medium: 'cpc' },
  gbraid: { source: 'google', medium: 'cpc' },
  wbraid: { source: 'google', medium: 'cpc' },
  msclkid: { source: 'bing', medium: 'cpc' },
  yclid: { source: 'yandex', medium: 'cpc' },
  dclid: { source: 'google', medium: 'display' },
  tblci: { source: 'taboola', medium: 'display' },
  obclickid: { source: 'outbrain', medium: 'display' },
  li_fat_id: { source: 'linkedin', medium: 'social' },
  ttclid: { source: 'tiktok', medium: 'social' },
  twclid: { source: 'twitter', medium: 'social' },
  rdt_cid: { source: 'reddit', medium: 'social' },
  epik: { source: 'pinterest', medium: 'social' },
  ScCid: { source: 'snapchat', medium: 'social' },
  igshid: { source: 'instagram', medium: 'social' },
  fbclid: { source: 'facebook', medium: 'social' },
  mc_cid: { source: 'mailchimp', medium: 'email' },
  mc_eid: { source: 'mailchimp', medium: 'email' },
  _hsmi: { source: 'hubspot', medium: 'email' },
  _hsenc: { source: 'hubspot', medium: 'email' },
  mkt_tok: { source: 'marketo', medium: 'email' },
  _kx: { source: 'klaviyo', medium: 'email' },
  vero_id: { source: 'vero', medium: 'email' },
  irclickid: { source: 'impact', medium: 'affiliate' },
  awc: { source: 'awin', medium: 'affiliate' },
  tduid: { source: 'tradedoubler', medium: 'affiliate' },
  cjevent: { source: 'cj', medium: 'affiliate' },
};

/** Words with blanks or lines between them. */
const words = (text: string) => text.trim().split(/\s+/);

const searchClickIds = ['gclid', 'gbraid', 'wbraid', 'msclkid', 'yclid'];
const displayClickIds = ['dclid', 'tblci', 'obclickid'];
// Put on what is paid for and nothing else; `fbclid`, `epik` and `igshid` stand on every link.
const paidSocialClickIds = ['ttclid', 'twclid', 'rdt_cid', 'ScCid'];
const socialClickIds = ['li_fat_id', 'epik', 'igshid', 'fbclid'];
const mailClickIds = ['mc_cid', 'mc_eid', '_hsmi', '_hsenc', 'mkt_tok', '_kx', 'vero_id'];
const partnerClickIds = ['irclickid', 'awc', 'tduid', 'cjevent'];

const perClick = words('cpc ppc sem sea cpp paidsearch paid_search search_paid search_ads pmax shopping adwords');
const bought = words(`
  paid ad ads cpa cpv cpl cpe sponsored sponsored_content sponsored_post promoted boost boosted advertisement
  advertising paid_media paid_ads paid_ad video_ad video_ads lead_ad lead_ads inmail retargeting remarketing annonce
  annonse annoncering betalt advertentie betaald gesponsord sponset sponsoreret
`);
const shown = words('display banner banners cpm programmatic interstitial native expandable bannerannonce rtb paid_display');
const paidSocial = words(
  'paid_social paidsocial social_paid social_ads social_ad cpc_social social_cpc ppc_social paid_some some_paid',
);
const mail = words(`
  email e_mail mail mailing emailing e_mailing email_marketing newsletter nyhedsbrev nyhedsmail nyhetsbrev nyhetsmail
  nieuwsbrief mailchimp edm crm flow drip automation marketing_automation workflow signature email_signature
  mailsignatur transactional
`);
const social = words(`
  social organic_social social_organic social_media socialmedia social_network social_networks sosiale_medier
  sociale_medier some sm post organic_post story bio linkinbio link_in_bio employee_advocacy advocacy
`);
const selling = words('outbound sales sequence cadence cold_email cold_mail prospecting sdr bdr salg verkoop');
const events = words(`
  event events webinar conference konference konferanse congres seminar tradeshow trade_show fair expo messe beurs
  vakbeurs arrangement roadshow meetup
`);
const partners = words('partner partners affiliate affiliates reseller forhandler alliance co_marketing comarketing');
const printed = words(`
  offline print tryk trykt drukwerk tv radio direct_mail letter brev postcard qr qr_code qrcode billboard ooh outdoor
  flyer folder brochure magazine magasin catalogue katalog business_card
`);
const found = words('organic organic_search seo gmb gbp local');

/**
 * The rules in their order; the first that holds decides. A campaign tag outranks a click id, a click id outranks the referrer.
 * A click id that a network puts on every link is organic alone; only a medium, or the source's name, can say that it was paid.
 */
export const channelRules: readonly ChannelRule[] = [
  { when: { medium: paidSocial }, channel: 'paid_social' },
  { when: { medium: [...perClick, ...bought, ...shown], sourceKind: ['social'] }, channel: 'paid_social' },
  { when: { medium: [...perClick, ...bought], clickId: [...paidSocialClickIds, ...socialClickIds] }, channel: 'paid_social' },
  { when: { medium: shown }, channel: 'display' },
  { when: { medium: [...perClick, ...bought], sourceKind: ['ads'] }, channel: 'display' },
  { when: { medium: perClick }, channel: 'paid_search' },
  { when: { medium: bought, sourceKind: ['search'] }, channel: 'paid_search' },
  { when: { medium: bought, clickId: searchClickIds }, channel: 'paid_search' },
  { when: { medium: mail }, channel: 'email' },
  { when: { medium: selling }, channel: 'outbound' },
  { when: { medium: events }, channel: 'event' },
  { when: { medium: partners }, channel: 'partner' },
  { when: { medium: printed }, channel: 'offline' },
  { when: { medium: social }, channel: 'organic_social' },
  {
    when: { medium: found, sourceKind: ['social'] },
    channel: 'organic_social',
  },
  { when: { medium: found }, channel: 'organic_search' },
  {
    when: { medium: words('referral link pr press presse ai blog guest_post review directory') },
    channel: 'referral',
  },
  { when: { medium: ['direct', 'none', '(none)'] }, channel: 'direct' },
  {
    when: { source: ['email', 'e-mail', 'newsletter', 'nyhedsbrev', 'nyhetsbrev', 'nieuwsbrief', 'mail', 'mailing'] },
    channel: 'email',
  },
  { when: { clickId: searchClickIds }, channel: 'paid_search' },
  { when: { clickId: displayClickIds }, channel: 'display' },
  { when: { clickId: paidSocialClickIds }, channel: 'paid_social' },
  { when: { clickId: partnerClickIds }, channel: 'partner' },
  { when: { sourceBought: ['yes'], sourceKind: ['social'] }, channel: 'paid_social' },
  { when: { sourceBought: ['yes'], sourceKind: ['search'] }, channel: 'paid_search' },
  { when: { medium: bought }, channel: 'other' },
  { when: { clickId: mailClickIds }, channel: 'email' },
  { when: { clickId: socialClickIds }, channel: 'organic_social' },
  { when: { sourceKind: ['search'] }, channel: 'organic_search' },
  { when: { sourceKind: ['social'] }, channel: 'organic_social' },
  { when: { sourceKind: ['mail'] }, channel: 'email' },
  { when: { sourceKind: ['ads'] }, channel: 'display' },
  { when: { sourceKind: ['ai'] }, channel: 'referral' },
  { when: { tagged: ['yes'] }, channel: 'other' },
  { when: { referrerKind: ['search'] }, channel: 'organic_search' },
  { when: { referrerKind: ['social'] }, channel: 'organic_social' },
  { when: { referrerKind: ['mail'] }, channel: 'email' },
  { when: { referrerKind: ['ads'] }, channel: 'display' },
  { when: { referrerKind: ['ai', 'other'] }, channel: 'referral' },
  { when: { referrerKind: ['own', 'none'] }, channel: 'direct' },
];
