/** A revoked key is noticed within this time; in between, a busy website's key is looked up once. */
const KEPT_MS = 3_000;
/** A key that was in force this lately is looked up again whoever else shares its network. */
const REMEMBERED_MS = 3_600_000;
const MOST_KEPT = 10_000;

/**
 * Finds whose write key it is and remembers for a few seconds: unknown ones too, apart from the others, so that no number of them makes
 * room by forgetting a key that is in force. A key that was never heard of is only looked up while `admit` does not throw.
 * What is remembered is answered at once, without a promise.
 * @param find looks a key up; null for one that is not in force
 */
export function keyBook<Key>(find: (secret: string) => Promise<Key | null>, clock: () => number = Date.now) {
  const known = new Map<string, { key: Key | Promise<Key | null>; foundAt: number }>();
  const unknown = new Map<string, number>();
  const isWithin = (since: number | undefined, ms: number) => since !== undefined && clock() - since < ms;

  const look = async (secret: string, before: { foundAt: number } | undefined): Promise<Key | null> => {
    const key = find(secret);
    // Those who ask while it is being looked up share the answer.
    if (before) known.set(secret, { key, foundAt: clock() });
    const found = await key.catch((error: unknown) => {
      known.delete(secret);
      throw error;
    });
    if (found === null) {
      known.delete(secret);
      keep(unknown, secret, clock());
    } else keep(known, secret, { key: found, foundAt: clock() });
    return found;
  };

  return (secret: string | null, admit: () => void): Key | null | Promise<Key | null> => {
    if (secret === null || isWithin(unknown.get(secret), KEPT_MS)) return null;
    const before = known.get(secret);
    if (before && isWithin(before.foundAt, KEPT_MS)) return before.key;
    if (!isWithin(before?.foundAt, REMEMBERED_MS)) admit();
    return look(secret, before);
  };
}

/** Keeps the newest; the oldest makes room. */
function keep<Value>(book: Map<string, Value>, secret: string, value: Value): void {
  book.delete(secret);
  book.set(secret, value);
  const [oldest] = book.keys();
  if (book.size > MOST_KEPT && oldest !== undefined) book.delete(oldest);
}
