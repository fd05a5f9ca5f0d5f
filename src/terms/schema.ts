import { z } from 'zod';
import { id, instant, longText, shortText } from '../platform/fields.ts';

/** The contract of a workspace's own words: beside the product's, never instead of them. */

const ref = z.object({ id, name: z.string() });
const inSomeLanguages = <T extends z.ZodType>(text: T) =>
  z
    .strictObject({ en: text.optional(), da: text.optional(), nb: text.optional(), nl: text.optional() })
    .refine((texts) => Object.values(texts).some((each) => each !== undefined), 'needs at least one language');

const word = inSomeLanguages(shortText);
const meaning = inSomeLanguages(longText);

export const newTerm = z
  .strictObject({ word, meaning })
  .refine(
    (term) =>
      (['en', 'da', 'nb', 'nl'] as const).every((each) => (term.word[each] === undefined) === (term.meaning[each] === undefined)),
    { path: ['meaning'], error: 'needs the same languages as the word' },
  );
export type NewTerm = z.output<typeof newTerm>;

export const term = z.object({
  id,
  word,
  meaning,
  version: z.number().int(),
  savedAt: instant,
  member: ref.nullable(),
});
export type OwnTerm = z.input<typeof term>;

export const termVersion = term.extend({ removed: z.boolean() });
export type TermVersion = z.input<typeof termVersion>;
