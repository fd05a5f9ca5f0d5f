import { inWords, type Said } from '../src/imports/sentences.ts';

/** A value with each sentence in it put into English words, as a reader would see it. */
export function worded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(worded);
  if (typeof value !== 'object' || value === null) return value;
  if ('code' in value && 'values' in value) return inWords(value as Said);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, worded(each)]));
}
