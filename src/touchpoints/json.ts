import { said, type Said } from './sentences.ts';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}

/** Something in a message that cannot be kept, with a JSON pointer to where it stands (the empty pointer is the whole message). */
export interface Unfit {
  said: Said;
  path: string;
}

const limits = { depth: 20, name: 256 };

/**
 * The first thing in a parsed JSON value that PostgreSQL's jsonb would refuse or that would not come back as it went in; null when all is fit.
 * JSON itself allows every one of them: NUL, lone surrogates, 1e400 (Infinity once parsed), `__proto__` as a name, nesting without end.
 */
export function findUnfit(value: unknown): Unfit | null {
  // Nearly all messages are fit, and where something stands is only asked when it is not.
  return isFit(value, 0) ? null : locateUnfit(value, '', 0);
}

function isFit(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return isFitText(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'boolean';
  if (value === null) return true;
  if (depth >= limits.depth) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (!isFit(item, depth + 1)) return false;
    return true;
  }
  if (!isObject(value)) return false;
  for (const name in value)
    if (name === '__proto__' || name.length > limits.name || !isFitText(name) || !isFit(value[name], depth + 1)) return false;
  return true;
}

const isFitText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

function locateUnfit(value: unknown, path: string, depth: number): Unfit | null {
  if (value === null || typeof value === 'boolean') return null;
  if (typeof value === 'string') return textFault(value, path);
  if (typeof value === 'number') return Number.isFinite(value) ? null : { said: said('notFinite'), path };
  if (!Array.isArray(value) && !isObject(value)) return { said: said('notJson'), path };
  if (depth >= limits.depth) return { said: said('tooDeep', { most: limits.depth }), path };
  for (const [name, item] of Object.entries(value)) {
    // A name that cannot be kept cannot stand in the pointer either, so the pointer stops at what holds it.
    if (name === '__proto__') return { said: said('forbiddenName', { name }), path };
    if (name.length > limits.name || !isFitText(name)) return { said: said('nameUnfit', { most: limits.name }), path };
    const unfit = locateUnfit(item, `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1);
    if (unfit) return unfit;
  }
  return null;
}

function textFault(text: string, path: string): Unfit | null {
  if (text.includes('\0')) return { said: said('nul'), path };
  return text.isWellFormed() ? null : { said: said('halfPair'), path };
}

/** Whether a value takes at most so many octets as JSON in UTF-8. */
export function fitsInto(octets: number, value: Json): boolean {
  // A character takes six octets at the most (an escape), so that most values need not be written out to know.
  if (mostOctets(value) <= octets) return true;
  return utf8Length(JSON.stringify(value)) <= octets;
}

/** No less than what a value takes as JSON. */
function mostOctets(value: Json): number {
  if (typeof value === 'string') return 6 * value.length + 3;
  if (typeof value !== 'object' || value === null) return 30;
  let octets = 2;
  if (Array.isArray(value)) for (const item of value) octets += mostOctets(item);
  else for (const name in value) octets += 6 * name.length + 4 + mostOctets(value[name] ?? null);
  return octets;
}

/** True for a JSON object: not null, not a list, no instance of anything. */
export function isObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The value at a name, when it is an object; else an empty one. */
export function objectAt(holder: JsonObject, name: string): JsonObject {
  const value = Object.hasOwn(holder, name) ? holder[name] : undefined;
  return isObject(value) ? value : {};
}

/** The trimmed text at a name (a number is read as text); null when there is none. */
export function textAt(holder: JsonObject, name: string): string | null {
  const value = Object.hasOwn(holder, name) ? holder[name] : undefined;
  if (typeof value === 'number') return String(value);
  return (typeof value === 'string' && value.trim()) || null;
}

/** At most so many characters from the start, never ending in half a surrogate pair. */
export const clip = (text: string, longest: number): string => text.slice(0, longest).replace(/\p{Surrogate}$/u, '');

/** Length of a well-formed text in UTF-8. */
function utf8Length(text: string): number {
  let octets = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    octets += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return octets;
}
