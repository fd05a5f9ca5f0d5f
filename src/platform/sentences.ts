import type { Language } from './fields.ts';

/** A sentence as data: which one of a catalogue, and what is filled into it. It is put into words where its reader is known. */
export interface Said<Code extends string = string> {
  code: Code;
  values: Readonly<Record<string, string | number | Said<Code>>>;
}

/** Sentences by their code, each in every language; `{name}` is where a value goes. */
export type Catalogue<Code extends string = string> = Readonly<Record<Code, Readonly<Record<Language, string>>>>;

/** Puts a sentence into words. A value may itself be a sentence of the catalogue. */
export function inWordsOf<Code extends string>(
  catalogue: Catalogue<Code>,
  { code, values }: Said<Code>,
  language: Language,
): string {
  return catalogue[code][language].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return typeof value === 'object' ? inWordsOf(catalogue, value, language) : String(value ?? whole);
  });
}
