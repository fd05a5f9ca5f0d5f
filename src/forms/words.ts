import type { Catalogue } from '../platform/sentences.ts';

/** What a hosted form says to its visitor beside the company's own words. */
export const formWords = {
  email: { en: 'Your e-mail', da: 'Din e-mail', nb: 'E-posten din', nl: 'Uw e-mailadres' },
  optional: { en: 'optional', da: 'valgfrit', nb: 'valgfritt', nl: 'niet verplicht' },
  choose: { en: 'Choose', da: 'Vælg', nb: 'Velg', nl: 'Kies' },
  yes: { en: 'Yes', da: 'Ja', nb: 'Ja', nl: 'Ja' },
  no: { en: 'No', da: 'Nej', nb: 'Nei', nl: 'Nee' },
  send: { en: 'Send', da: 'Send', nb: 'Send', nl: 'Versturen' },
  thanks: { en: 'Thank you', da: 'Tak', nb: 'Takk', nl: 'Bedankt' },
  language: { en: 'Language', da: 'Sprog', nb: 'Språk', nl: 'Taal' },
  leaveEmpty: {
    en: 'Leave this field empty',
    da: 'Lad dette felt stå tomt',
    nb: 'La dette feltet stå tomt',
    nl: 'Laat dit veld leeg',
  },
  nothingToAsk: {
    en: 'You need not fill in anything. Press the button, and we have it.',
    da: 'Du skal ikke udfylde noget. Tryk på knappen, så har vi det.',
    nb: 'Du trenger ikke fylle ut noe. Trykk på knappen, så har vi det.',
    nl: 'U hoeft niets in te vullen. Druk op de knop en wij hebben het.',
  },
  askMore: {
    en: 'One thing more, so that we can answer you well',
    da: 'Lige en ting mere, så vi kan svare dig godt',
    nb: 'En ting til, så vi kan svare deg godt',
    nl: 'Nog één ding, zodat we u goed kunnen antwoorden',
  },
  fillAll: {
    en: 'Is somebody else writing? Show all questions',
    da: 'Er det en anden, der skriver? Vis alle spørgsmål',
    nb: 'Er det en annen som skriver? Vis alle spørsmål',
    nl: 'Schrijft er iemand anders? Toon alle vragen',
  },
  faults: {
    en: 'Please look at this once more',
    da: 'Se lige på dette en gang til',
    nb: 'Se på dette en gang til',
    nl: 'Kijk hier nog eens naar',
  },
  missing: { en: 'Please answer: {what}', da: 'Svar venligst: {what}', nb: 'Svar på dette: {what}', nl: 'Geef antwoord: {what}' },
  not_an_email: {
    en: 'Write the whole e-mail address, such as anna@firma.com',
    da: 'Skriv hele e-mailadressen, for eksempel anna@firma.dk',
    nb: 'Skriv hele e-postadressen, for eksempel anna@firma.no',
    nl: 'Schrijf het hele e-mailadres, bijvoorbeeld anna@bedrijf.nl',
  },
  not_a_choice: {
    en: 'Choose one of the answers: {what}',
    da: 'Vælg et af svarene: {what}',
    nb: 'Velg ett av svarene: {what}',
    nl: 'Kies een van de antwoorden: {what}',
  },
  not_yes_or_no: {
    en: 'Choose yes or no: {what}',
    da: 'Vælg ja eller nej: {what}',
    nb: 'Velg ja eller nei: {what}',
    nl: 'Kies ja of nee: {what}',
  },
  not_a_number: {
    en: 'Write a number in figures: {what}',
    da: 'Skriv et tal med cifre: {what}',
    nb: 'Skriv et tall med sifre: {what}',
    nl: 'Schrijf een getal in cijfers: {what}',
  },
  too_long: {
    en: 'Write it shorter: {what}',
    da: 'Skriv det kortere: {what}',
    nb: 'Skriv det kortere: {what}',
    nl: 'Schrijf het korter: {what}',
  },
  not_text: {
    en: 'There are signs in it that we cannot read: {what}',
    da: 'Der er tegn i det, som vi ikke kan læse: {what}',
    nb: 'Det er tegn i det som vi ikke kan lese: {what}',
    nl: 'Er staan tekens in die we niet kunnen lezen: {what}',
  },
  notHere: {
    en: 'This form is not open any more',
    da: 'Denne formular er ikke åben længere',
    nb: 'Dette skjemaet er ikke åpent lenger',
    nl: 'Dit formulier is niet meer open',
  },
  unreadable: {
    en: 'What was sent cannot be read. Go back and try again.',
    da: 'Det, der blev sendt, kan ikke læses. Gå tilbage og prøv igen.',
    nb: 'Det som ble sendt, kan ikke leses. Gå tilbake og prøv igjen.',
    nl: 'Wat er verstuurd is, kan niet gelezen worden. Ga terug en probeer het opnieuw.',
  },
  tooLarge: {
    en: 'That is more than this form takes. Go back and write it shorter.',
    da: 'Det er mere, end formularen kan tage. Gå tilbage og skriv det kortere.',
    nb: 'Det er mer enn skjemaet tar imot. Gå tilbake og skriv det kortere.',
    nl: 'Dat is meer dan dit formulier aankan. Ga terug en schrijf het korter.',
  },
  tooMany: {
    en: 'Many are writing at this moment. Wait a minute, go back and send it again.',
    da: 'Mange skriver lige nu. Vent et minut, gå tilbage, og send igen.',
    nb: 'Mange skriver akkurat nå. Vent et minutt, gå tilbake og send igjen.',
    nl: 'Er schrijven nu veel mensen. Wacht een minuut, ga terug en verstuur het opnieuw.',
  },
  later: {
    en: 'It could not be sent just now. Go back in a moment and send it again; what you wrote is still there.',
    da: 'Den kunne ikke sendes lige nu. Gå tilbage om lidt, og send igen; det, du skrev, står der endnu.',
    nb: 'Det kunne ikke sendes akkurat nå. Gå tilbake om litt og send igjen; det du skrev, står der ennå.',
    nl: 'Het kon nu niet verstuurd worden. Ga zo terug en verstuur het opnieuw; wat u schreef, staat er nog.',
  },
} satisfies Catalogue;
export type FormWord = keyof typeof formWords;
