import { defineTexts } from '../app/define-texts.ts';

/** What the thread of a hand-off says. */
export const threadTexts = defineTexts({
  thread: { en: 'Between the teams', da: 'Mellem holdene', nb: 'Mellom lagene', nl: 'Tussen de teams' },
  clockRunsOn: {
    en: 'Until the answer is here the clock runs on; a call can be made meanwhile.',
    da: 'Indtil svaret er her, går uret videre, og der kan ringes imens.',
    nb: 'Til svaret er her, går klokken videre, og det kan ringes imens.',
    nl: 'Tot het antwoord er is, loopt de klok door; bellen kan intussen gewoon.',
  },
  question: { en: 'Question', da: 'Spørgsmål', nb: 'Spørsmål', nl: 'Vraag' },
  openQuestion: { en: 'Awaits an answer', da: 'Afventer svar', nb: 'Venter på svar', nl: 'Wacht op antwoord' },
  answer: { en: 'Answer', da: 'Svar', nb: 'Svar', nl: 'Antwoord' },
  doAnswer: { en: 'Answer', da: 'Svar', nb: 'Svar', nl: 'Beantwoorden' },
  doAnswerOf: { en: 'Answer: {text}', da: 'Svar på: {text}', nb: 'Svar på: {text}', nl: 'Beantwoorden: {text}' },
  answerTo: { en: 'Your answer', da: 'Dit svar', nb: 'Svaret ditt', nl: 'Je antwoord' },
  sendAnswer: { en: 'Send the answer', da: 'Send svaret', nb: 'Send svaret', nl: 'Antwoord versturen' },
  words: {
    en: 'What would you know or say?',
    da: 'Hvad vil du vide eller sige?',
    nb: 'Hva vil du vite eller si?',
    nl: 'Wat wil je weten of zeggen?',
  },
  mentionHint: {
    en: 'Type @ to mention a colleague, who hears of it.',
    da: 'Skriv @ for at nævne en kollega, som så hører om det.',
    nb: 'Skriv @ for å nevne en kollega, som da får vite om det.',
    nl: 'Typ @ om een collega te noemen; die hoort het dan.',
  },
  colleagues: { en: 'Colleagues', da: 'Kolleger', nb: 'Kolleger', nl: 'Collega’s' },
  found: {
    en: '{n, plural, one {# colleague, choose with the arrow keys} other {# colleagues, choose with the arrow keys}}',
    da: '{n, plural, one {# kollega, vælg med piletasterne} other {# kolleger, vælg med piletasterne}}',
    nb: '{n, plural, one {# kollega, velg med piltastene} other {# kolleger, velg med piltastene}}',
    nl: '{n, plural, one {# collega, kies met de pijltoetsen} other {# collega’s, kies met de pijltoetsen}}',
  },
  onlySay: { en: 'Comment without asking', da: 'Kommentér uden at spørge', nb: 'Kommenter uten å spørre', nl: 'Alleen opmerken' },
});
