/** Texts that were met before, each remembered in eight bytes: a preview of a million rows must not hold their keys. */
export interface Memory {
  has(text: string): boolean;
  add(text: string): void;
}

const FIRST_SIZE = 1 << 10;

/**
 * An open-addressed table of the texts' hashes. Two texts share one in about n² / 10^16 of cases, which a preview's count can bear; what is
 * written is decided by the database, never by this.
 */
export function openMemory(): Memory {
  let slots = new Float64Array(FIRST_SIZE);
  let held = 0;

  const placeOf = (hash: number, table: Float64Array): number => {
    let place = hash % table.length;
    while (table[place] !== 0 && table[place] !== hash) place = (place + 1) % table.length;
    return place;
  };
  const grow = () => {
    const larger = new Float64Array(slots.length * 2);
    for (const hash of slots) if (hash !== 0) larger[placeOf(hash, larger)] = hash;
    slots = larger;
  };
  return {
    has: (text) => {
      const hash = hashOf(text);
      return slots[placeOf(hash, slots)] === hash;
    },
    add: (text) => {
      const hash = hashOf(text);
      const place = placeOf(hash, slots);
      if (slots[place] === hash) return;
      slots[place] = hash;
      held += 1;
      if (held * 4 > slots.length * 3) grow();
    },
  };
}

/** A text as a number of 52 bits, never zero: two rounds of multiply and shift (FNV-1a) with different beginnings. */
function hashOf(text: string): number {
  let [low, high] = [0x811c9dc5, 0x9e3779b9];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
    high ^= high >>> 15;
  }
  return (high >>> 0) * 0x100000 + ((low >>> 0) & 0xfffff) || 1;
}
