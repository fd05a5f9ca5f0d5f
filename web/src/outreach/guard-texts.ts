import { defineTexts } from '../app/define-texts.ts';

export const guardTexts = defineTexts({
  contacts: {
    en: 'Contacts by both teams',
    da: 'Begge teams’ kontakter',
    nb: 'Begge teams kontakter',
    nl: 'Contacten van beide teams',
  },
  marketingPlans: {
    en: '{kind, select, mail {Marketing mails} event {Marketing invites} other {Marketing advertises}} {when} ({title}).',
    da: '{kind, select, mail {Marketing skriver} event {Marketing inviterer} other {Marketing annoncerer}} {when} ({title}).',
    nb: '{kind, select, mail {Marketing skriver} event {Marketing inviterer} other {Marketing annonserer}} {when} ({title}).',
    nl: '{kind, select, mail {Marketing mailt} event {Marketing nodigt uit} other {Marketing adverteert}} {when} ({title}).',
  },
  callToday: { en: 'Call today?', da: 'Ringe i dag?', nb: 'Ringe i dag?', nl: 'Vandaag bellen?' },
  salesPlans: {
    en: 'Sales has a {kind, select, call {call} mail {mail} meeting {meeting} other {next step}} due {when}.',
    da: 'Salg har {kind, select, call {et opkald} mail {en mail} meeting {et møde} other {næste skridt}} med frist {when}.',
    nb: 'Salg har {kind, select, call {en samtale} mail {en e-post} meeting {et møte} other {neste steg}} med frist {when}.',
    nl: 'Sales heeft {kind, select, call {een telefoontje} mail {een mail} meeting {een afspraak} other {een volgende stap}} staan voor {when}.',
  },
  made: {
    en: '{team, select, sales {Sales} other {Marketing}} {kind, select, call {called} mail {mailed} meeting {had a meeting} event {invited} other {advertised}} {when}.',
    da: '{team, select, sales {Salg} other {Marketing}} {kind, select, call {ringede} mail {skrev} meeting {holdt møde} event {inviterede} other {annoncerede}} {when}.',
    nb: '{team, select, sales {Salg} other {Marketing}} {kind, select, call {ringte} mail {skrev} meeting {hadde møte} event {inviterte} other {annonserte}} {when}.',
    nl: '{team, select, sales {Sales} other {Marketing}} {kind, select, call {belde} mail {mailde} meeting {had een afspraak} event {nodigde uit} other {adverteerde}} {when}.',
  },
  lately: {
    en: '{count, plural, one {# contact} other {# contacts}} in {days, plural, one {one day} other {# days}}; {left, plural, =0 {the next is allowed from {until}} one {one more is allowed until {until}} other {# more are allowed until {until}}}.',
    da: '{count, plural, one {# kontakt} other {# kontakter}} på {days, plural, one {et døgn} other {# dage}}; {left, plural, =0 {den næste er mulig fra {until}} one {en mere er mulig indtil {until}} other {# mere er mulige indtil {until}}}.',
    nb: '{count, plural, one {# kontakt} other {# kontakter}} på {days, plural, one {et døgn} other {# dager}}; {left, plural, =0 {den neste er mulig fra {until}} one {én til er mulig fram til {until}} other {# til er mulige fram til {until}}}.',
    nl: '{count, plural, one {# contact} other {# contacten}} in {days, plural, one {één dag} other {# dagen}}; {left, plural, =0 {het volgende kan vanaf {until}} one {nog één kan tot {until}} other {nog # kunnen tot {until}}}.',
  },
  paused: {
    en: 'Marketing holds back while sales has the lead, since {since}.',
    da: 'Marketing holder igen, mens salg har leadet, siden {since}.',
    nb: 'Marketing holder igjen mens salg har leadet, siden {since}.',
    nl: 'Marketing houdt zich in zolang sales de lead heeft, sinds {since}.',
  },
  pausedForColleague: {
    en: 'Marketing holds back while sales has {name} at the same company, since {since}.',
    da: 'Marketing holder igen, mens salg har {name} i samme virksomhed, siden {since}.',
    nb: 'Marketing holder igjen mens salg har {name} i samme bedrift, siden {since}.',
    nl: 'Marketing houdt zich in zolang sales {name} van hetzelfde bedrijf heeft, sinds {since}.',
  },
});
