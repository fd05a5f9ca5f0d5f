import { createHash } from 'node:crypto';

/**
 * A hash that tells two messages apart by what they say, and not by the order in which they say it. Cheaper than that of the canonical
 * JSON: it is made for every message, and only ever compared with others made here.
 */
export function payloadHash(payload: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(spell(payload)).digest('base64url');
}

/** Every value with its kind and length before it, so that no two payloads are spelt alike. */
function spell(value: unknown): string {
  if (typeof value === 'string') return `s${value.length}:${value}`;
  if (typeof value !== 'object' || value === null) return `v${String(value)};`;
  if (Array.isArray(value)) {
    let list = `a${value.length}:`;
    for (const item of value) list += spell(item);
    return list;
  }
  const names = Object.keys(value).sort();
  let object = `o${names.length}:`;
  for (const name of names) object += `${name.length}:${name}${spell((value as Record<string, unknown>)[name])}`;
  return object;
}
