import { hash } from 'node:crypto';

/**
 * A hash that tells two messages apart by what they say, and not by the order in which they say it. Cheaper than that of the canonical
 * JSON: it is made for every message, and only ever compared with others made here.
 * @param type as it was understood, said in the message or not
 * @param without names of the message that say nothing
 */
export function payloadHash(message: Readonly<Record<string, unknown>>, type: string, without: ReadonlySet<string>): string {
  const names = Object.keys(message).filter((name) => name !== 'type' && !without.has(name));
  names.push('type');
  return hash('sha256', spellObject(names.sort(), message, type), 'base64url');
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
  return spellObject(Object.keys(value).sort(), value as Record<string, unknown>);
}

function spellObject(names: readonly string[], of: Readonly<Record<string, unknown>>, type?: string): string {
  let object = `o${names.length}:`;
  for (const name of names) object += `${name.length}:${name}${spell(type !== undefined && name === 'type' ? type : of[name])}`;
  return object;
}
