import type { Language } from '../platform/fields.ts';
import { inWordsOf, type Catalogue, type Said as SaidOf } from '../platform/sentences.ts';

/** What is said of a message that cannot be taken as it stands, or of the body it came in: follows the name of the place that is meant. */
const sentences = {
  notAList: {
    en: 'must be a list of messages',
    da: 'skal være en liste af beskeder',
    nb: 'må være en liste av meldinger',
    nl: 'moet een lijst van berichten zijn',
  },
  notAText: { en: 'must be a text', da: 'skal være en tekst', nb: 'må være en tekst', nl: 'moet een tekst zijn' },
  notAnObject: { en: 'must be an object', da: 'skal være et objekt', nb: 'må være et objekt', nl: 'moet een object zijn' },
  notJson: { en: 'must be JSON', da: 'skal være JSON', nb: 'må være JSON', nl: 'moet JSON zijn' },
  messageTooLarge: {
    en: 'must have at most {most} bytes',
    da: 'må højst fylde {most} bytes',
    nb: 'kan ha høyst {most} byte',
    nl: 'mag hooguit {most} bytes hebben',
  },
  wrongType: { en: 'must be {type}', da: 'skal være {type}', nb: 'må være {type}', nl: 'moet {type} zijn' },
  unknownType: {
    en: 'must be one of {types}',
    da: 'skal være en af {types}',
    nb: 'må være en av {types}',
    nl: 'moet een van {types} zijn',
  },
  idUnfit: {
    en: 'must be a text of at most {most} characters or a number',
    da: 'skal være en tekst på højst {most} tegn eller et tal',
    nb: 'må være en tekst på høyst {most} tegn eller et tall',
    nl: 'moet een tekst van hooguit {most} tekens of een getal zijn',
  },
  titleUnfit: {
    en: 'must be a text of at most {most} characters',
    da: 'skal være en tekst på højst {most} tegn',
    nb: 'må være en tekst på høyst {most} tegn',
    nl: 'moet een tekst van hooguit {most} tekens zijn',
  },
  eventMissing: {
    en: 'a track call needs the name of its event',
    da: 'et track-kald skal have navnet på sin hændelse',
    nb: 'et track-kall må ha navnet på hendelsen sin',
    nl: 'een track-aanroep heeft de naam van zijn gebeurtenis nodig',
  },
  groupIdMissing: {
    en: 'a group call needs a groupId',
    da: 'et group-kald skal have et groupId',
    nb: 'et group-kall må ha en groupId',
    nl: 'een group-aanroep heeft een groupId nodig',
  },
  userIdMissing: {
    en: 'an alias call needs the userId to keep',
    da: 'et alias-kald skal have det userId, der skal beholdes',
    nb: 'et alias-kall må ha den userId-en som skal beholdes',
    nl: 'een alias-aanroep heeft de userId nodig die blijft',
  },
  previousIdMissing: {
    en: 'an alias call needs the previousId that becomes userId',
    da: 'et alias-kald skal have det previousId, der bliver til userId',
    nb: 'et alias-kall må ha den previousId-en som blir userId',
    nl: 'een alias-aanroep heeft de previousId nodig die userId wordt',
  },
  nobodyNamed: {
    en: 'needs a userId or an anonymousId',
    da: 'skal have et userId eller et anonymousId',
    nb: 'må ha en userId eller en anonymousId',
    nl: 'heeft een userId of een anonymousId nodig',
  },
  notAnInstant: {
    en: 'must be a date and time of ISO 8601, such as 2026-09-23T15:00:00.000Z',
    da: 'skal være dato og tid efter ISO 8601, fx 2026-09-23T15:00:00.000Z',
    nb: 'må være dato og tid etter ISO 8601, f.eks. 2026-09-23T15:00:00.000Z',
    nl: 'moet een datum en tijd volgens ISO 8601 zijn, bijvoorbeeld 2026-09-23T15:00:00.000Z',
  },
  inTheFuture: {
    en: 'lies more than an hour in the future',
    da: 'ligger mere end en time ude i fremtiden',
    nb: 'ligger mer enn en time fram i tid',
    nl: 'ligt meer dan een uur in de toekomst',
  },
  tooLongAgo: {
    en: 'lies before the year 2000',
    da: 'ligger før år 2000',
    nb: 'ligger før år 2000',
    nl: 'ligt vóór het jaar 2000',
  },
  notFinite: {
    en: 'a number must be finite',
    da: 'et tal skal være endeligt',
    nb: 'et tall må være endelig',
    nl: 'een getal moet eindig zijn',
  },
  tooDeep: {
    en: 'is nested deeper than {most} levels',
    da: 'er indlejret dybere end {most} niveauer',
    nb: 'er nøstet dypere enn {most} nivåer',
    nl: 'is dieper genest dan {most} niveaus',
  },
  forbiddenName: {
    en: 'the name {name} is not accepted',
    da: 'navnet {name} kan ikke modtages',
    nb: 'navnet {name} kan ikke tas imot',
    nl: 'de naam {name} wordt niet aangenomen',
  },
  nameUnfit: {
    en: 'a name must have at most {most} characters, no NUL and no lone surrogate',
    da: 'et navn må højst have {most} tegn, intet NUL og intet halvt surrogatpar',
    nb: 'et navn kan ha høyst {most} tegn, ingen NUL og ikke et halvt surrogatpar',
    nl: 'een naam mag hooguit {most} tekens hebben, geen NUL en geen half surrogaatpaar',
  },
  nul: {
    en: 'a text must not contain NUL',
    da: 'en tekst må ikke indeholde NUL',
    nb: 'en tekst kan ikke inneholde NUL',
    nl: 'een tekst mag geen NUL bevatten',
  },
  halfPair: {
    en: 'a text must not contain half a surrogate pair',
    da: 'en tekst må ikke indeholde et halvt surrogatpar',
    nb: 'en tekst kan ikke inneholde et halvt surrogatpar',
    nl: 'een tekst mag geen half surrogaatpaar bevatten',
  },
  idUsedBefore: {
    en: 'was used for another message before',
    da: 'er før brugt til en anden besked',
    nb: 'er brukt til en annen melding før',
    nl: 'is al voor een ander bericht gebruikt',
  },
  notWorkedThrough: {
    en: 'could not be worked through',
    da: 'kunne ikke behandles',
    nb: 'kunne ikke behandles',
    nl: 'kon niet worden verwerkt',
  },
  trapFilledIn: {
    en: 'fills in the field that no visitor sees',
    da: 'udfylder det felt, som ingen besøgende ser',
    nb: 'fyller ut feltet som ingen besøkende ser',
    nl: 'vult het veld in dat geen bezoeker ziet',
  },
  /** The rest are of the whole body, and whole sentences. */
  bodyNotUtf8: {
    en: 'The body is not valid UTF-8.',
    da: 'Indholdet er ikke gyldig UTF-8.',
    nb: 'Innholdet er ikke gyldig UTF-8.',
    nl: 'De inhoud is geen geldige UTF-8.',
  },
  bodyNotJson: {
    en: 'The body is not valid JSON.',
    da: 'Indholdet er ikke gyldig JSON.',
    nb: 'Innholdet er ikke gyldig JSON.',
    nl: 'De inhoud is geen geldige JSON.',
  },
  bodyNotJsonAt: {
    en: 'The body is not valid JSON at position {position}.',
    da: 'Indholdet er ikke gyldig JSON ved tegn {position}.',
    nb: 'Innholdet er ikke gyldig JSON ved tegn {position}.',
    nl: 'De inhoud is geen geldige JSON bij teken {position}.',
  },
  bodyUnfit: {
    en: 'The body is too large, or of a type that is not taken here.',
    da: 'Indholdet er for stort eller af en type, der ikke modtages her.',
    nb: 'Innholdet er for stort eller av en type som ikke tas imot her.',
    nl: 'De inhoud is te groot, of van een type dat hier niet wordt aangenomen.',
  },
  encodingUnknown: {
    en: 'Send the body as it is or with Content-Encoding: gzip.',
    da: 'Send indholdet, som det er, eller med Content-Encoding: gzip.',
    nb: 'Send innholdet som det er, eller med Content-Encoding: gzip.',
    nl: 'Stuur de inhoud zoals hij is of met Content-Encoding: gzip.',
  },
  notGzip: {
    en: 'The body is not valid gzip although its Content-Encoding says so.',
    da: 'Indholdet er ikke gyldig gzip, selv om dets Content-Encoding siger det.',
    nb: 'Innholdet er ikke gyldig gzip, selv om Content-Encoding sier det.',
    nl: 'De inhoud is geen geldige gzip, hoewel Content-Encoding dat zegt.',
  },
  batchTooLarge: {
    en: 'A batch may have {most} bytes once unpacked; send it in parts.',
    da: 'En pakke må fylde {most} bytes, når den er pakket ud; send den i dele.',
    nb: 'En pakke kan ha {most} byte når den er pakket ut; send den i deler.',
    nl: 'Een bundel mag uitgepakt {most} bytes hebben; stuur hem in delen.',
  },
  tooManyMessages: {
    en: 'A batch may have {most} messages; send it in parts.',
    da: 'En pakke må have {most} beskeder; send den i dele.',
    nb: 'En pakke kan ha {most} meldinger; send den i deler.',
    nl: 'Een bundel mag {most} berichten hebben; stuur hem in delen.',
  },
  at: { en: '{place} {reason}.', da: '{place} {reason}.', nb: '{place} {reason}.', nl: '{place} {reason}.' },
  body: { en: 'The body: {reason}.', da: 'Indholdet: {reason}.', nb: 'Innholdet: {reason}.', nl: 'De inhoud: {reason}.' },
  message: { en: 'The message {reason}.', da: 'Beskeden: {reason}.', nb: 'Meldingen: {reason}.', nl: 'Het bericht: {reason}.' },
  stillUnfit: {
    en: '{what} Correct it first.',
    da: '{what} Ret den først.',
    nb: '{what} Rett den først.',
    nl: '{what} Corrigeer het eerst.',
  },
} as const satisfies Catalogue;

export type SentenceCode = keyof typeof sentences;
export type Said = SaidOf<SentenceCode>;

/** A sentence about a message, not yet in words. */
export const said = (code: SentenceCode, values: Said['values'] = {}): Said => ({ code, values });

/** Puts a sentence into words; machines read English. */
export const inWords = (sentence: Said, language: Language = 'en'): string =>
  inWordsOf<SentenceCode>(sentences, sentence, language);

/** A whole sentence of something in a message that cannot be kept: where it stands, and what is wrong with it. */
export const sentenceOf = ({ path, said: reason }: { path: string; said: Said }): Said =>
  path === '' ? said('message', { reason }) : said('at', { place: path, reason });
