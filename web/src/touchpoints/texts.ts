import type { TouchKind } from '../../../src/touchpoints/kinds.ts';
import { defineTexts, type Message } from '../app/define-texts.ts';

export { channelNames } from '../../../src/touchpoints/channel-names.ts';

/** What happened, where nothing names it. */
export const touchNames: Readonly<Record<TouchKind, Message>> = {
  page: { en: 'Visit', da: 'Besøg', nb: 'Besøk', nl: 'Bezoek' },
  search: { en: 'Search', da: 'Søgning', nb: 'Søk', nl: 'Zoekopdracht' },
  ad: { en: 'Advertisement', da: 'Annonce', nb: 'Annonse', nl: 'Advertentie' },
  social: { en: 'Social media', da: 'Sociale medier', nb: 'Sosiale medier', nl: 'Sociale media' },
  email_open: { en: 'E-mail opened', da: 'E-mail åbnet', nb: 'E-post åpnet', nl: 'E-mail geopend' },
  email_click: { en: 'Click in an e-mail', da: 'Klik i en e-mail', nb: 'Klikk i en e-post', nl: 'Klik in een e-mail' },
  event: { en: 'Event', da: 'Arrangement', nb: 'Arrangement', nl: 'Evenement' },
  form: { en: 'Form', da: 'Formular', nb: 'Skjema', nl: 'Formulier' },
  download: { en: 'Download', da: 'Download', nb: 'Nedlasting', nl: 'Download' },
  call: { en: 'Call', da: 'Opkald', nb: 'Samtale', nl: 'Telefoontje' },
  meeting: { en: 'Meeting', da: 'Møde', nb: 'Møte', nl: 'Afspraak' },
  chat: { en: 'Chat', da: 'Chat', nb: 'Chat', nl: 'Chat' },
  other: { en: 'Event on the site', da: 'Hændelse på siden', nb: 'Hendelse på nettstedet', nl: 'Gebeurtenis op de site' },
};

/** What happened to a thing with a name: the page, the form, the guide. */
export const namedTouches: Readonly<Record<TouchKind, Message>> = {
  page: { en: 'Visited “{name}”', da: 'Besøgte »{name}«', nb: 'Besøkte «{name}»', nl: 'Bezocht ‘{name}’' },
  search: { en: 'Searched for “{name}”', da: 'Søgte efter »{name}«', nb: 'Søkte etter «{name}»', nl: 'Zocht naar ‘{name}’' },
  ad: {
    en: 'Saw the advertisement “{name}”',
    da: 'Så annoncen »{name}«',
    nb: 'Så annonsen «{name}»',
    nl: 'Zag de advertentie ‘{name}’',
  },
  social: { en: 'Reacted to “{name}”', da: 'Reagerede på »{name}«', nb: 'Reagerte på «{name}»', nl: 'Reageerde op ‘{name}’' },
  email_open: {
    en: 'Opened the e-mail “{name}”',
    da: 'Åbnede e-mailen »{name}«',
    nb: 'Åpnet e-posten «{name}»',
    nl: 'Opende de e-mail ‘{name}’',
  },
  email_click: { en: 'Clicked in “{name}”', da: 'Klikkede i »{name}«', nb: 'Klikket i «{name}»', nl: 'Klikte in ‘{name}’' },
  event: { en: 'Took part in “{name}”', da: 'Deltog i »{name}«', nb: 'Deltok på «{name}»', nl: 'Nam deel aan ‘{name}’' },
  form: { en: 'Filled in “{name}”', da: 'Udfyldte »{name}«', nb: 'Fylte ut «{name}»', nl: 'Vulde ‘{name}’ in' },
  download: { en: 'Downloaded “{name}”', da: 'Hentede »{name}«', nb: 'Lastet ned «{name}»', nl: 'Downloadde ‘{name}’' },
  call: { en: 'Call: “{name}”', da: 'Opkald: »{name}«', nb: 'Samtale: «{name}»', nl: 'Telefoontje: ‘{name}’' },
  meeting: { en: 'Meeting: “{name}”', da: 'Møde: »{name}«', nb: 'Møte: «{name}»', nl: 'Afspraak: ‘{name}’' },
  chat: { en: 'Chat: “{name}”', da: 'Chat: »{name}«', nb: 'Chat: «{name}»', nl: 'Chat: ‘{name}’' },
  other: { en: '{name}', da: '{name}', nb: '{name}', nl: '{name}' },
};

export const storyTexts = defineTexts({
  becameKnown: { en: 'Became known', da: 'Blev kendt', nb: 'Ble kjent', nl: 'Werd bekend' },
  stageReached: { en: 'Stage: {stage}', da: 'Trin: {stage}', nb: 'Trinn: {stage}', nl: 'Fase: {stage}' },
  stageBack: { en: 'Back to: {stage}', da: 'Tilbage til: {stage}', nb: 'Tilbake til: {stage}', nl: 'Terug naar: {stage}' },
  handedOver: { en: 'Handed over', da: 'Overdraget', nb: 'Overlevert', nl: 'Overgedragen' },
  handedOverTo: {
    en: 'Handed over to {name}',
    da: 'Overdraget til {name}',
    nb: 'Overlevert til {name}',
    nl: 'Overgedragen aan {name}',
  },
  briefingFilled: {
    en: 'Briefing: {n} of {m, plural, one {# item} other {# items}}',
    da: 'Briefing: {n} af {m, plural, one {# oplysning} other {# oplysninger}}',
    nb: 'Briefing: {n} av {m, plural, one {# opplysning} other {# opplysninger}}',
    nl: 'Briefing: {n} van {m, plural, one {# gegeven} other {# gegevens}}',
  },
  askedForContact: {
    en: 'they asked to be contacted',
    da: 'de har selv bedt om kontakt',
    nb: 'de har selv bedt om kontakt',
    nl: 'ze vroegen zelf om contact',
  },
  accepted: { en: 'Accepted', da: 'Taget imod', nb: 'Tatt imot', nl: 'Aangenomen' },
  givenBack: { en: 'Given back', da: 'Givet tilbage', nb: 'Gitt tilbake', nl: 'Teruggegeven' },
  undone: { en: 'undone', da: 'fortrudt', nb: 'angret', nl: 'ongedaan gemaakt' },
  call: { en: 'Call', da: 'Opkald', nb: 'Samtale', nl: 'Telefoontje' },
  mail: { en: 'E-mail', da: 'E-mail', nb: 'E-post', nl: 'E-mail' },
  meeting: { en: 'Meeting', da: 'Møde', nb: 'Møte', nl: 'Afspraak' },
  reached: { en: 'reached', da: 'fik fat i dem', nb: 'fikk kontakt', nl: 'bereikt' },
  no_answer: { en: 'no answer', da: 'intet svar', nb: 'ikke svar', nl: 'geen gehoor' },
  awaiting: { en: 'awaiting an answer', da: 'afventer svar', nb: 'venter på svar', nl: 'wacht op antwoord' },
  next: { en: 'Next: {step}', da: 'Næste: {step}', nb: 'Neste: {step}', nl: 'Volgende: {step}' },
  dealOpened: {
    en: 'Deal “{name}” opened',
    da: 'Handlen »{name}« åbnet',
    nb: 'Salget «{name}» åpnet',
    nl: 'Deal ‘{name}’ geopend',
  },
  dealWon: { en: 'Deal “{name}” won', da: 'Handlen »{name}« vundet', nb: 'Salget «{name}» vunnet', nl: 'Deal ‘{name}’ gewonnen' },
  dealLost: { en: 'Deal “{name}” lost', da: 'Handlen »{name}« tabt', nb: 'Salget «{name}» tapt', nl: 'Deal ‘{name}’ verloren' },
  invoiced: { en: 'Invoice {number}', da: 'Faktura {number}', nb: 'Faktura {number}', nl: 'Factuur {number}' },
  credited: { en: 'Credit note {number}', da: 'Kreditnota {number}', nb: 'Kreditnota {number}', nl: 'Creditnota {number}' },
  noted: { en: 'Noted: {criterion}', da: 'Noteret: {criterion}', nb: 'Notert: {criterion}', nl: 'Genoteerd: {criterion}' },
  teamAsked: {
    en: 'Question between the teams',
    da: 'Spørgsmål mellem holdene',
    nb: 'Spørsmål mellom lagene',
    nl: 'Vraag tussen de teams',
  },
  teamAnswered: {
    en: 'Answer between the teams',
    da: 'Svar mellem holdene',
    nb: 'Svar mellom lagene',
    nl: 'Antwoord tussen de teams',
  },
  teamSaid: {
    en: 'Comment between the teams',
    da: 'Kommentar mellem holdene',
    nb: 'Kommentar mellom lagene',
    nl: 'Opmerking tussen de teams',
  },
  quoted: { en: '“{quote}”', da: '»{quote}«', nb: '«{quote}»', nl: '‘{quote}’' },
  machine: { en: 'by a machine', da: 'af en maskine', nb: 'av en maskin', nl: 'door een machine' },
});
