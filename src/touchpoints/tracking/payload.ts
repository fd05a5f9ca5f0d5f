/**
 * A hash of 64 bits that tells two messages of one id apart by what they say, and not by the order in which they say it. It is made for
 * every message and only compared with others made here, so it is quick rather than cryptographic: who could make two messages alike
 * holds the key to send either of them.
 * @param type as it was understood, said in the message or not
 * @param without names of the message that say nothing
 */
export function payloadHash(message: Readonly<Record<string, unknown>>, type: string, without: ReadonlySet<string>): string {
  const half = (seed: number) => (spread(ofText(type, seed) ^ ofObject(message, seed, without)) >>> 0).toString(36);
  return `${half(0x2545f491)}.${half(0x27d4eb2f)}`;
}

/** Names whose values count at the top of a message; `type` is told apart. */
const ofTheMessage = (name: string, without: ReadonlySet<string>) => name !== 'type' && !without.has(name);

/** The sum over what each name holds: the same in whichever order they come. */
function ofObject(object: Readonly<Record<string, unknown>>, seed: number, without?: ReadonlySet<string>): number {
  let sum = seed + 4;
  for (const name in object)
    if (without === undefined || ofTheMessage(name, without))
      sum = (sum + spread(Math.imul(ofText(name, seed), 31) + ofValue(object[name], seed))) | 0;
  return spread(sum);
}

/** A value with its kind, so that 1 and "1" differ, as do an empty list and an empty object. */
function ofValue(value: unknown, seed: number): number {
  if (typeof value === 'string') return ofText(value, seed + 1);
  if (typeof value !== 'object' || value === null) return ofText(String(value), seed + 2);
  if (!Array.isArray(value)) return ofObject(value as Record<string, unknown>, seed);
  let list = seed + 3;
  for (const item of value) list = spread(Math.imul(list, 31) + ofValue(item, seed));
  return list;
}

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/) over the units of a text, from a seed and its length. */
function ofText(text: string, seed: number): number {
  let hash = seed ^ text.length;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return spread(hash);
}

/** Lets every bit of a number bear on every other (the last step of MurmurHash3, https://github.com/aappleby/smhasher). */
function spread(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
