/** A key of lower-case letters, digits and underscores, unlike those that are taken; `otherwise` where the words hold no such letter. */
export function keyFor(words: string, taken: readonly string[], otherwise: string): string {
  const plain = words
    .toLowerCase()
    .replace(/[æä]/g, 'ae')
    .replace(/[øö]/g, 'oe')
    .replace(/å/g, 'aa')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 50);
  const base = plain || otherwise;
  for (let n = 1; ; n++) {
    const key = n === 1 ? base : `${base}_${n}`;
    if (!taken.includes(key)) return key;
  }
}
