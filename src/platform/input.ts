import { badRequest } from './errors.ts';

const MAX_DEPTH = 30;
const MAX_VALUES = 200_000;

/**
 * Refuses JSON that parses but that PostgreSQL's jsonb or a serialiser would not take: nested too deep, NUL, half a surrogate pair,
 * numbers beyond a double. Walks without recursion, so depth cannot exhaust the stack.
 * @throws Problem 400 naming the place by JSON pointer
 */
export function assertStorable(body: unknown): void {
  const stack: { value: unknown; pointer: string; depth: number }[] = [{ value: body, pointer: '', depth: 0 }];
  let values = 0;
  const refuse = (pointer: string, detail: string) => {
    throw badRequest(`${pointer === '' ? 'The body' : pointer} ${detail}`, [{ pointer, detail }]);
  };
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value, pointer, depth } = next;
    if (++values > MAX_VALUES) refuse('', `holds more than ${MAX_VALUES} values; send it in parts.`);
    if (typeof value === 'string') {
      if (value.includes('\u0000')) refuse(pointer, 'holds a NUL character, which text cannot have.');
      if (!value.isWellFormed()) refuse(pointer, 'holds half of a surrogate pair; send valid Unicode.');
    } else if (typeof value === 'number') {
      if (!Number.isFinite(value)) refuse(pointer, 'is a number too large to hold.');
    } else if (value !== null && typeof value === 'object') {
      if (depth >= MAX_DEPTH) refuse(pointer.slice(0, 200), `is nested deeper than ${MAX_DEPTH} levels.`);
      for (const [key, inner] of Object.entries(value)) {
        if (key.includes('\u0000') || !key.isWellFormed()) refuse(pointer, 'has a name that is not valid text.');
        stack.push({
          value: inner,
          pointer: pointer.length > 500 ? pointer : `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 100)}`,
          depth: depth + 1,
        });
      }
    }
  }
}
