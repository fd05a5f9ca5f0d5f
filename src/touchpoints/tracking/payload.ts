/**
 * A hash of 64 bits that tells two messages of one id apart by what they say, and not by the order in which they say it. It is made for
 * every message and only compared with others made here, so it is quick rather than cryptographic: who could make two messages alike
 * holds the key to send either of them.
 * @param type as it was understood, said in the message or not
 * @param without names of the message that say nothing
 */
export function payloadHash(message: Readonly<Record<string, unknown>>, type: string, without: ReadonlySet<string>): string {
  readObject(message, without);
  const one = first;
  const other = second;
  readText(type, kinds.type);
  return `${(spread(first ^ one) >>> 0).toString(36)}.${(spread(second ^ other) >>> 0).toString(36)}`;
}

/** Where the hash of a value starts, so that 1 and "1" differ, as do an empty list and an empty object. */
const kinds = { text: 1, other: 2, list: 3, object: 4, name: 5, type: 6 };

// The two halves of what was read last. A pair to return for each value would cost more than to read it.
let first = 0;
let second = 0;

/** Names whose values count at the top of a message; `type` is told apart. */
const ofTheMessage = (name: string, without: ReadonlySet<string>) => name !== 'type' && !without.has(name);

/** The sum over what each name holds: the same in whichever order they come. */
function readObject(object: Readonly<Record<string, unknown>>, without?: ReadonlySet<string>): void {
  let one = kinds.object;
  let other = kinds.object;
  for (const name in object)
    if (without === undefined || ofTheMessage(name, without)) {
      readValue(object[name]);
      const held = first;
      const heldToo = second;
      readText(name, kinds.name);
      one = (one + spread(Math.imul(first, 31) + held)) | 0;
      other = (other + spread(Math.imul(second, 31) + heldToo)) | 0;
    }
  first = spread(one);
  second = spread(other);
}

function readValue(value: unknown): void {
  if (typeof value === 'string') readText(value, kinds.text);
  else if (typeof value !== 'object' || value === null) readText(String(value), kinds.other);
  else if (Array.isArray(value)) readList(value);
  else readObject(value as Record<string, unknown>);
}

function readList(list: readonly unknown[]): void {
  let one = kinds.list;
  let other = kinds.list;
  for (const item of list) {
    readValue(item);
    one = spread(Math.imul(one, 31) + first);
    other = spread(Math.imul(other, 31) + second);
  }
  first = one;
  second = other;
}

/**
 * Reads a text two units at a time into both halves, which turn and multiply by different numbers; the idea is FNV-1a's
 * (http://www.isthe.com/chongo/tech/comp/fnv/). The turn lets what is high bear on what is low.
 */
function readText(text: string, kind: number): void {
  const last = text.length - 1;
  let one = (kind << 24) ^ text.length;
  let other = ~one;
  let at = 0;
  for (; at < last; at += 2) {
    const pair = text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
    one = Math.imul(((one << 15) | (one >>> 17)) ^ pair, 0x9e3779b1);
    other = Math.imul(((other << 13) | (other >>> 19)) ^ pair, 0x85ebca77);
  }
  if (at === last) {
    const unit = text.charCodeAt(at);
    one = Math.imul(((one << 15) | (one >>> 17)) ^ unit, 0x9e3779b1);
    other = Math.imul(((other << 13) | (other >>> 19)) ^ unit, 0x85ebca77);
  }
  first = spread(one);
  second = spread(other);
}

/** Lets every bit of a number bear on every other (the last step of MurmurHash3, https://github.com/aappleby/smhasher). */
function spread(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
