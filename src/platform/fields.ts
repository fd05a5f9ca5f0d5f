import { z } from 'zod';
import { isCurrency } from './currency.ts';

/** Fields that every contract shares. Text is bounded everywhere. */
export const id = z.uuid();
/** A moment: RFC 3339 on the wire, a Date inside. */
export const instant = z.codec(z.iso.datetime({ offset: true }), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});
export const day = z.iso
  .date()
  .refine((text) => text >= '1900' && text < '2200', 'a day of the years 1900 to 2199')
  .describe('A day, YYYY-MM-DD');
export const shortText = z.string().trim().min(1).max(200);
export const longText = z.string().trim().min(1).max(5000);
export const currency = z
  .string()
  .refine(isCurrency, 'a currency code of ISO 4217 in capital letters, for example DKK')
  .meta({ pattern: '^[A-Z]{3}$' });
export const country = z.string().regex(/^[A-Z]{2}$/, 'two capital letters of ISO 3166, for example DK');
/** A hundred thousand million in a currency of two decimals: sums of many such stay exact. */
const LARGEST_MINOR = 1e13;
export const money = z
  .object({ amountMinor: z.number().int().min(-LARGEST_MINOR).max(LARGEST_MINOR), currency })
  .describe('Integer minor units and ISO 4217 currency');
export const language = z.enum(['en', 'da', 'nb', 'nl']);
export const inLanguages = z.object({ en: shortText, da: shortText, nb: shortText, nl: shortText });

/** Query parameters of every collection. */
export const pageQuery = z.object({
  cursor: z.string().max(500).optional().describe('The "next" of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Query parameters of a collection that is always short: all of it comes unless a limit is asked for. */
export const listQuery = z.object({
  cursor: pageQuery.shape.cursor,
  limit: z.coerce.number().int().min(1).max(200).optional().describe('All if left out'),
});

/** The answer of every collection: a page of items and the cursor of the next one, null on the last. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

export const idParams = z.object({ id });
export const created = z.object({ id });

export type Money = z.infer<typeof money>;
export type Language = z.infer<typeof language>;
