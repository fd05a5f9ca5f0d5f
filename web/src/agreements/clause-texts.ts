import { defineTexts } from '../app/define-texts.ts';

/** How a clause of the agreement is read, on every screen. */
export const clauseTexts = defineTexts({
  sales_ready_leads: { en: 'Sales-ready leads', da: 'Salgsklare leads', nb: 'Salgsklare leads', nl: 'Verkoopklare leads' },
  briefing_completeness: {
    en: 'Complete briefings at hand-off',
    da: 'Komplette briefinger ved overdragelse',
    nb: 'Komplette briefinger ved overlevering',
    nl: 'Complete briefings bij overdracht',
  },
  lead_to_customer: {
    en: 'Lead to customer within 90 days',
    da: 'Lead til kunde inden for 90 dage',
    nb: 'Lead til kunde innen 90 dager',
    nl: 'Lead naar klant binnen 90 dagen',
  },
  contacted: {
    en: '{type, select, hot {Hot leads contacted} other {Other leads contacted} any {Leads contacted} }',
    da: '{type, select, hot {Varme leads kontaktet} other {Øvrige leads kontaktet} any {Leads kontaktet} }',
    nb: '{type, select, hot {Varme leads kontaktet} other {Andre leads kontaktet} any {Leads kontaktet} }',
    nl: '{type, select, hot {Warme leads benaderd} other {Overige leads benaderd} any {Leads benaderd} }',
  },
  repaired_in_time: {
    en: 'Leads given back repaired',
    da: 'Tilbagegivne leads udbedret',
    nb: 'Tilbakegitte leads utbedret',
    nl: 'Teruggegeven leads hersteld',
  },
  within: { en: 'within {hours}', da: 'inden {hours}', nb: 'innen {hours}', nl: 'binnen {hours}' },
  businessHours: {
    en: '{n, plural, one {# business hour} other {# business hours}}',
    da: '{n, plural, one {# arbejdstime} other {# arbejdstimer}}',
    nb: '{n, plural, one {# arbeidstime} other {# arbeidstimer}}',
    nl: '{n, plural, one {# werkuur} other {# werkuren}}',
  },
  aMonth: { en: '{what} a month', da: '{what} om måneden', nb: '{what} i måneden', nl: '{what} per maand' },
  hot: { en: '{what}, hot leads', da: '{what}, varme leads', nb: '{what}, varme leads', nl: '{what}, warme leads' },
  others: { en: '{what}, other leads', da: '{what}, øvrige leads', nb: '{what}, andre leads', nl: '{what}, overige leads' },
  promisedNote: { en: 'promised {target}', da: 'aftalt {target}', nb: 'avtalt {target}', nl: 'afgesproken {target}' },
  soFarNote: {
    en: 'of {soFar} by plan · {target} in all',
    da: 'af {soFar} efter planen · {target} i alt',
    nb: 'av {soFar} etter planen · {target} i alt',
    nl: 'van {soFar} volgens plan · {target} in totaal',
  },
  cases: {
    en: '{n, plural, one {# case} other {# cases}}',
    da: '{n, plural, one {# tilfælde} other {# tilfælde}}',
    nb: '{n, plural, one {# tilfelle} other {# tilfeller}}',
    nl: '{n, plural, one {# geval} other {# gevallen}}',
  },
  'on course': { en: 'On course', da: 'På sporet', nb: 'På sporet', nl: 'Op koers' },
  'at risk': { en: 'Watch', da: 'Hold øje', nb: 'Følg med', nl: 'Opletten' },
  'off course': { en: 'Behind', da: 'Bagud', nb: 'Bak planen', nl: 'Achter' },
  'too few to say': {
    en: 'Too few to say',
    da: 'For få endnu',
    nb: 'For få ennå',
    nl: 'Nog te weinig',
  },
  'no data': { en: 'No data', da: 'Ingen data', nb: 'Ingen data', nl: 'Geen data' },
  marketing: { en: 'Marketing', da: 'Marketing', nb: 'Markedsføring', nl: 'Marketing' },
  sales: { en: 'Sales', da: 'Salg', nb: 'Salg', nl: 'Sales' },
  both: { en: 'Together', da: 'Fælles', nb: 'Felles', nl: 'Samen' },
});
