import type { Channel } from '../touchpoints/kinds.ts';

/**
 * What is known about how a touch came about; `classify` finds out, the rules decide.
 * `medium` is lower-case with `_` for blanks and hyphens; `tagged` says whether a source or a medium was tagged (a campaign's name alone says nothing of the road).
 */
export interface Facts {
  medium: string;
  source: string;
  sourceKind: 'search' | 'social' | 'ai' | 'mail' | 'sign_in' | 'none';
  clickId: string;
  referrerKind: 'search' | 'social' | 'ai' | 'mail' | 'other' | 'own' | 'none';
  tagged: 'yes' | 'no';
}

/** A rule holds when each fact it names has one of the values. */
export interface ChannelRule {
  when: { readonly [Fact in keyof Facts]?: readonly Facts[Fact][] };
  channel: Channel;
}

/** Click ids an advertising network puts on an address, with what they tell when nothing else does. */
export const clickIds: Readonly<Record<string, { source: string; medium: string }>> = {
  gclid: { source: 'google', medium: 'cpc' },
  gbraid: { source: 'google', medium: 'cpc' },
  wbraid: { source: 'google', medium: 'cpc' },
  msclkid: { source: 'bing', medium: 'cpc' },
  dclid: { source: 'google', medium: 'display' },
  fbclid: { source: 'facebook', medium: 'social' },
  li_fat_id: { source: 'linkedin', medium: 'social' },
  ttclid: { source: 'tiktok', medium: 'social' },
  twclid: { source: 'twitter', medium: 'social' },
};

const socialClickIds = ['fbclid', 'li_fat_id', 'ttclid', 'twclid'];
const perClick = ['cpc', 'ppc', 'sem', 'paidsearch', 'paid_search'];
const bought = ['paid', 'ad', 'ads', 'cpa', 'cpv', 'cpl', 'sponsored', 'promoted', 'boost', 'retargeting', 'remarketing'];
const shown = ['display', 'banner', 'cpm', 'programmatic', 'interstitial', 'native', 'expandable'];

/**
 * The rules in their order; the first that holds decides. A campaign tag outranks a click id, a click id outranks the referrer.
 * A click id of a social network alone is organic, because the networks put it on every link; only a medium can say that it was paid.
 */
export const channelRules: readonly ChannelRule[] = [
  { when: { medium: ['paid_social', 'paidsocial', 'social_paid', 'social_ads', 'cpc_social'] }, channel: 'paid_social' },
  { when: { medium: [...perClick, ...bought, ...shown], sourceKind: ['social'] }, channel: 'paid_social' },
  { when: { medium: [...perClick, ...bought], clickId: socialClickIds }, channel: 'paid_social' },
  { when: { medium: shown }, channel: 'display' },
  { when: { medium: perClick }, channel: 'paid_search' },
  { when: { medium: bought, sourceKind: ['search'] }, channel: 'paid_search' },
  {
    when: { medium: ['email', 'e_mail', 'mail', 'newsletter', 'nyhedsbrev', 'nyhetsbrev', 'nieuwsbrief', 'edm', 'crm'] },
    channel: 'email',
  },
  { when: { medium: ['outbound', 'sales', 'sequence', 'cold_email', 'prospecting', 'sdr'] }, channel: 'outbound' },
  { when: { medium: ['event', 'webinar', 'conference', 'tradeshow', 'trade_show', 'fair', 'messe', 'beurs'] }, channel: 'event' },
  { when: { medium: ['partner', 'affiliate', 'reseller', 'alliance', 'co_marketing'] }, channel: 'partner' },
  {
    when: { medium: ['offline', 'print', 'tv', 'radio', 'direct_mail', 'qr', 'qr_code', 'qrcode', 'billboard', 'flyer'] },
    channel: 'offline',
  },
  {
    when: { medium: ['social', 'organic_social', 'social_organic', 'social_media', 'social_network', 'some', 'sm'] },
    channel: 'organic_social',
  },
  { when: { medium: ['organic', 'organic_search', 'seo'], sourceKind: ['social'] }, channel: 'organic_social' },
  { when: { medium: ['organic', 'organic_search', 'seo'] }, channel: 'organic_search' },
  { when: { medium: ['referral', 'link', 'pr', 'press'] }, channel: 'referral' },
  { when: { medium: ['direct', 'none', '(none)'] }, channel: 'direct' },
  { when: { source: ['email', 'newsletter', 'nyhedsbrev', 'nyhetsbrev', 'nieuwsbrief'] }, channel: 'email' },
  { when: { clickId: ['gclid', 'gbraid', 'wbraid', 'msclkid'] }, channel: 'paid_search' },
  { when: { clickId: ['dclid'] }, channel: 'display' },
  { when: { medium: bought }, channel: 'other' },
  { when: { clickId: socialClickIds }, channel: 'organic_social' },
  { when: { sourceKind: ['search'] }, channel: 'organic_search' },
  { when: { sourceKind: ['social'] }, channel: 'organic_social' },
  { when: { sourceKind: ['mail'] }, channel: 'email' },
  { when: { sourceKind: ['ai'] }, channel: 'referral' },
  { when: { tagged: ['yes'] }, channel: 'other' },
  { when: { referrerKind: ['search'] }, channel: 'organic_search' },
  { when: { referrerKind: ['social'] }, channel: 'organic_social' },
  { when: { referrerKind: ['mail'] }, channel: 'email' },
  { when: { referrerKind: ['ai'] }, channel: 'referral' },
  { when: { referrerKind: ['other'] }, channel: 'referral' },
  { when: { referrerKind: ['own', 'none'] }, channel: 'direct' },
];
