// What is longer than this is rare and seldom comes again.
const LONGEST = 500;

/**
 * The same function, remembering its last answers: addresses and browsers' names come again and again, and reading one costs more than all
 * else that is done with a message. Forgets everything when it is full, which is cheaper than knowing what came last.
 */
export function remembered<Answer>(most: number, find: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const answer = find(text);
    if (text.length <= LONGEST) {
      if (known.size >= most) known.clear();
      known.set(text, answer);
    }
    return answer;
  };
}
