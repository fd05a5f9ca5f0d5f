import { fillMessage, parseMessage, type MessagePart } from './message.ts';

export const languages = ['en', 'da', 'nb', 'nl'] as const;
export type Language = (typeof languages)[number];

/** The languages by their own names, as the menu shows them. */
export const languageNames: Record<Language, string> = { en: 'English', da: 'Dansk', nb: 'Norsk', nl: 'Nederlands' };

/** The locale whose dates and numbers belong to a language, until a person chooses another number format. */
export const localeOf: Record<Language, string> = { en: 'en-GB', da: 'da-DK', nb: 'nb-NO', nl: 'nl-NL' };

export type Message = Readonly<Record<Language, string>>;
export type TextValues = Readonly<Record<string, string | number>>;

/** The texts of a domain: each key in all four languages (a missing one is a type error), as ICU messages. */
export function defineTexts<const Key extends string>(texts: Readonly<Record<Key, Message>>): Readonly<Record<Key, Message>> {
  return texts;
}

const parsed = new Map<string, readonly MessagePart[]>();

/** A message in one language with its values filled in. Taken apart at first use and kept. */
export function formatMessage(message: Message, language: Language, values: TextValues = {}): string {
  const source = message[language];
  if (!source.includes('{')) return source;
  const parts = parsed.get(source) ?? parseMessage(source);
  parsed.set(source, parts);
  return fillMessage(parts, localeOf[language], values);
}

/** The first of a browser's preferred languages that the product speaks; `no` and `nn` read Norwegian bokmål. English otherwise. */
export function preferredLanguage(preferences: readonly string[]): Language {
  for (const preference of preferences) {
    const base = preference.toLowerCase().split('-')[0];
    const language = base === 'no' || base === 'nn' ? 'nb' : base;
    const known = languages.find((each) => each === language);
    if (known) return known;
  }
  return 'en';
}
