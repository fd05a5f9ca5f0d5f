import type { Chance } from './chance.ts';
import type { Language } from '../platform/fields.ts';

/** The people of the example company. Addresses end in .example, which nobody can own. */
export const colleagues = [
  { key: 'marketing-head', name: 'Mette Krogh', role: 'marketing', team: 'marketing', head: true, monthlyCapacity: null },
  { key: 'marketing', name: 'Jonas Lind', role: 'marketing', team: 'marketing', head: false, monthlyCapacity: null },
  { key: 'sales-head', name: 'Simon Sand', role: 'sales', team: 'sales', head: true, monthlyCapacity: 12 },
  { key: 'rep-1', name: 'Ida Berg', role: 'sales', team: 'sales', head: false, monthlyCapacity: 20 },
  { key: 'rep-2', name: 'Lars Holm', role: 'sales', team: 'sales', head: false, monthlyCapacity: 20 },
  { key: 'rep-3', name: 'Eva Lunde', role: 'sales', team: 'sales', head: false, monthlyCapacity: 16 },
  { key: 'finance', name: 'Karen Toft', role: 'finance', team: 'finance', head: false, monthlyCapacity: null },
  { key: 'leadership', name: 'Peter Dahl', role: 'leadership', team: 'leadership', head: true, monthlyCapacity: null },
] as const;

export const companyNames: Record<Language, string> = {
  en: 'Havneby Pumps (example)',
  da: 'Havneby Pumper (eksempel)',
  nb: 'Havneby Pumper (eksempel)',
  nl: 'Havneby Pompen (voorbeeld)',
};

export interface Prospect {
  name: string;
  domain: string;
  country: 'DK' | 'NO' | 'SE' | 'NL';
  organisationNumber: string;
  industry: string;
  employees: number;
}

const places = {
  DK: [
    'Nordhavn',
    'Fredericia',
    'Esbjerg',
    'Horsens',
    'Kolding',
    'Viborg',
    'Svendborg',
    'Thisted',
    'Grenaa',
    'Middelfart',
    'Skagen',
    'Ringsted',
    'Aabenraa',
    'Hobro',
  ],
  NO: ['Bergen', 'Fjordlys', 'Stavanger', 'Molde', 'Drammen', 'Bodø', 'Larvik', 'Ålesund'],
  SE: ['Malmö', 'Kalmar', 'Västerås', 'Gävle'],
  NL: ['Van Dijk', 'Rijnmond', 'Zwolle', 'De Vries', 'Zaanstad', 'Maaskant'],
} as const;

const trades = {
  DK: [
    ['Pumper', 'Manufacturing'],
    ['Køleteknik', 'Manufacturing'],
    ['Energi', 'Energy'],
    ['Logistik', 'Logistics'],
    ['Byg', 'Construction'],
    ['Fødevarer', 'Manufacturing'],
    ['Maskiner', 'Wholesale'],
    ['Revision', 'Professional services'],
  ],
  NO: [
    ['Kjøleteknikk', 'Manufacturing'],
    ['Sjømat', 'Manufacturing'],
    ['Energi', 'Energy'],
    ['Transport', 'Logistics'],
    ['Bygg', 'Construction'],
  ],
  SE: [
    ['Verkstad', 'Manufacturing'],
    ['Logistik', 'Logistics'],
    ['Energi', 'Energy'],
  ],
  NL: [
    ['Verpakking', 'Manufacturing'],
    ['Techniek', 'Manufacturing'],
    ['Logistiek', 'Logistics'],
    ['Zuivel', 'Manufacturing'],
  ],
} as const;

const legalForms = { DK: ['A/S', 'ApS'], NO: ['AS'], SE: ['AB'], NL: ['B.V.'] } as const;

const words = (line: string): string[] => line.split(' ');

const firstNames = {
  DK: words(
    'Katrine Anders Søren Louise Henrik Camilla Thomas Pernille Jesper Hanne Kim Birgitte Rasmus Tina Mikkel Signe Bo Lene Frederik Anja Ole Maja',
  ),
  NO: words('Eirik Ingrid Sigurd Marit Håkon Silje Torbjørn Kari Lars Hege Magnus Astrid'),
  SE: words('Erik Åsa Johan Linnea Gustav Maria'),
  NL: words('Sanne Daan Femke Bram Lotte Jeroen Anouk Pieter'),
} as const;

const lastNames = {
  DK: words('Holm Skov Bach Friis Vang Lund Bruun Kjær Møller Dam Krogh Ravn Juhl Bech Thorsen Winther Kruse Storm'),
  NO: words('Solberg Lie Haugen Moen Nygård Bakke Strand Dahl Fossum Hagen'),
  SE: words('Lindgren Ek Sjöberg Dahl Nyström Åberg'),
  NL: ['de Wit', 'Bakker', 'Visser', 'Smit', 'van den Berg', 'Mulder', 'Kuipers', 'Postma'],
} as const;

const titles = {
  DK: ['Indkøbschef', 'Driftsleder', 'Teknisk chef', 'Direktør', 'Vedligeholdelsesleder', 'Projektleder', 'Ingeniør'],
  NO: ['Driftsleder', 'Teknisk sjef', 'Innkjøpssjef', 'Daglig leder', 'Ingeniør'],
  SE: ['Inköpschef', 'Driftchef', 'Underhållschef', 'Ingenjör'],
  NL: ['Directeur operations', 'Hoofd techniek', 'Inkoopmanager', 'Engineer'],
} as const;

const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

const organisationDigits = { DK: 8, NO: 9, SE: 10, NL: 8 } as const;

/** The companies of the market, as many as there are names for. */
export function prospects(luck: Chance): Prospect[] {
  const all: Prospect[] = [];
  for (const country of ['DK', 'NO', 'SE', 'NL'] as const)
    for (const place of places[country])
      for (const [trade, industry] of trades[country]) {
        const name = `${place} ${trade} ${luck.one(legalForms[country])}`;
        all.push({
          name,
          domain: `${plain(`${place} ${trade}`)}.example`,
          country,
          organisationNumber: String(all.length + 10 ** (organisationDigits[country] - 1) * 9 + luck.whole(1000, 9999) * 1000),
          industry,
          employees: luck.in(0.85) ? luck.whole(22, 460) : luck.whole(3, 19),
        });
      }
  return all;
}

export interface Contact {
  name: string;
  email: string;
  title: string;
  phone: string;
}

const dialling = { DK: '+45', NO: '+47', SE: '+46', NL: '+31' } as const;

export function contactAt(prospect: Prospect, luck: Chance): Contact {
  const { country } = prospect;
  const first = luck.one(firstNames[country]);
  const last = luck.one(lastNames[country]);
  return {
    name: `${first} ${last}`,
    email: `${plain(first)}.${plain(last)}@${prospect.domain}`,
    title: luck.one(titles[country]),
    phone: `${dialling[country]} ${luck.whole(20, 99)} ${luck.whole(10, 99)} ${luck.whole(10, 99)} ${luck.whole(10, 99)}`,
  };
}
