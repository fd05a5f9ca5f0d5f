import { badRequest } from './errors.ts';

const MAX_DEPTH = 30;
// Judging a value costs some microseconds and wording what is wrong with it some more: so many at a time hold up nobody else.
const MAX_VALUES = 5_000;

/**
 * Refuses JSON that would take long to read and to judge, before it is parsed: nested too deep, or of too many values. One pass over the text.
 * @throws Problem 400
 */
export function assertModest(json: string): void {
  let [values, depth, inText] = [0, 0, false];
  for (let index = 0; index < json.length; index++) {
    const sign = json.charCodeAt(index);
    if (inText) {
      if (sign === BACKSLASH) index++;
      else if (sign === QUOTE) inText = false;
    } else if (sign === QUOTE) inText = true;
    else if (sign === COMMA) values++;
    else if (sign === BRACKET || sign === BRACE) {
      values++;
      if (++depth > MAX_DEPTH) throw unreadable(`is nested deeper than ${MAX_DEPTH} levels.`);
    } else if (sign === BRACKET + 2 || sign === BRACE + 2) depth--;
    if (values > MAX_VALUES) throw unreadable(`holds more than ${MAX_VALUES} values; send it in parts.`);
  }
}

/** True for what most requests have of parameters: none. */
const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

const [QUOTE, COMMA, BRACKET, BACKSLASH, BRACE] = [34, 44, 91, 92, 123] as const;
const unreadable = (detail: string) => badRequest(`The body ${detail}`, [{ pointer: '', detail }]);

/**
 * Refuses JSON that parses but that PostgreSQL's jsonb or a serialiser would not take: nested too deep, NUL, half a surrogate pair,
 * numbers beyond a double. Walks without recursion, so depth cannot exhaust the stack.
 * @throws Problem 400 naming the place by JSON pointer
 */
export function assertStorable(body: unknown): void {
  if (isEmpty(body)) return;
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
