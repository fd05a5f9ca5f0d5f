import type { Language } from '../platform/fields.ts';
import type { Channel } from './kinds.ts';

/** The roads a touch comes by, as menus and timelines name them and files may. */
export const channelNames: Readonly<Record<Channel, Readonly<Record<Language, string>>>> = {
  paid_search: { en: 'Paid search', da: 'Betalt søgning', nb: 'Betalt søk', nl: 'Betaald zoeken' },
  organic_search: { en: 'Organic search', da: 'Organisk søgning', nb: 'Organisk søk', nl: 'Organisch zoeken' },
  paid_social: {
    en: 'Paid social',
    da: 'Betalt på sociale medier',
    nb: 'Betalt i sosiale medier',
    nl: 'Betaald op sociale media',
  },
  organic_social: { en: 'Social media', da: 'Sociale medier', nb: 'Sosiale medier', nl: 'Sociale media' },
  email: { en: 'E-mail', da: 'E-mail', nb: 'E-post', nl: 'E-mail' },
  referral: { en: 'Referral', da: 'Henvisning', nb: 'Henvisning', nl: 'Verwijzing' },
  direct: { en: 'Direct', da: 'Direkte', nb: 'Direkte', nl: 'Rechtstreeks' },
  display: { en: 'Display ads', da: 'Bannerannoncer', nb: 'Bannerannonser', nl: 'Banners' },
  event: { en: 'Event', da: 'Arrangement', nb: 'Arrangement', nl: 'Evenement' },
  partner: { en: 'Partner', da: 'Partner', nb: 'Partner', nl: 'Partner' },
  outbound: { en: 'Outbound', da: 'Opsøgende salg', nb: 'Oppsøkende salg', nl: 'Actieve verkoop' },
  offline: { en: 'Offline', da: 'Offline', nb: 'Offline', nl: 'Offline' },
  other: { en: 'Other', da: 'Andet', nb: 'Annet', nl: 'Overig' },
};
