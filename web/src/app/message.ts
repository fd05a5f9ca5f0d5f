/**
 * ICU messages, as far as the product's texts go: `{name}`, `{n, plural, =0 {…} one {# lead} other {# leads}}` and
 * `{kind, select, a {…} other {…}}`, nested in any way; `#` is the count of the plural around it. Nothing is quoted and no number or
 * date is formatted here: the screens hand them over as the reader's format writes them. A parser of all of ICU weighs ten times as much,
 * before the first word can be read.
 */
export type MessagePart =
  | string
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'count'; readonly name: string }
  | { readonly kind: 'plural' | 'select'; readonly name: string; readonly options: ReadonlyMap<string, readonly MessagePart[]> };

/** A message taken apart. @throws Error where it is not written as it should be, saying where */
export function parseMessage(source: string): readonly MessagePart[] {
  let at = 0;

  function fail(wanted: string): never {
    throw new Error(`"${source}" needs ${wanted} at ${at}`);
  }

  function take(pattern: RegExp, wanted: string): string {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (!found) return fail(wanted);
    at = pattern.lastIndex;
    return found[1] ?? '';
  }

  /** Up to the brace that closes it, or to the end. `counted` is the plural around it. */
  function parts(counted: string | null): MessagePart[] {
    const found: MessagePart[] = [];
    while (at < source.length && source[at] !== '}') {
      if (source[at] === '{') found.push(argument(counted));
      else if (source[at] === '#' && counted !== null) {
        at += 1;
        found.push({ kind: 'count', name: counted });
      } else found.push(take(counted === null ? /([^{}]+)/y : /([^{}#]+)/y, 'text'));
    }
    return found;
  }

  function argument(counted: string | null): MessagePart {
    const name = take(/\{\s*(\w+)\s*/y, 'a name');
    if (source[at] === '}') {
      at += 1;
      return { kind: 'value', name };
    }
    const kind = take(/,\s*(plural|select)\s*,\s*/y, 'plural or select') === 'plural' ? 'plural' : 'select';
    const options = new Map<string, readonly MessagePart[]>();
    while (source[at] !== '}') {
      const option = take(/(=\d+|\w+)\s*\{/y, 'an option');
      options.set(option, parts(kind === 'plural' ? name : counted));
      take(/(\})\s*/y, 'the end of an option');
    }
    at += 1;
    if (!options.has('other')) fail('an option "other" before');
    return { kind, name, options };
  }

  const whole = parts(null);
  return at < source.length ? fail('no brace') : whole;
}

const numbers = new Map<string, Intl.NumberFormat>();
const plurals = new Map<string, Intl.PluralRules>();

function once<Made>(kept: Map<string, Made>, locale: string, make: () => Made): Made {
  const made = kept.get(locale) ?? make();
  kept.set(locale, made);
  return made;
}

/** A message with its values filled in, by the plurals and the digits of a locale. A value that is not given shows its name; one that
 * ends with a full stop, as "23. nov." does, ends the sentence. */
export function fillMessage(
  parts: readonly MessagePart[],
  locale: string,
  values: Readonly<Record<string, string | number>>,
): string {
  const fill = (within: readonly MessagePart[] | undefined) => fillMessage(within ?? [], locale, values);
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const value = values[part.name];
      if (part.kind === 'value') return value === undefined ? `{${part.name}}` : String(value);
      if (part.kind === 'count') return once(numbers, locale, () => new Intl.NumberFormat(locale)).format(Number(value));
      const { kind, options } = part;
      if (kind === 'select') return fill(options.get(String(value)) ?? options.get('other'));
      const category = once(plurals, locale, () => new Intl.PluralRules(locale)).select(Number(value));
      return fill(options.get(`=${value}`) ?? options.get(category) ?? options.get('other'));
    })
    .reduce<string>((said, next) => said + (said.endsWith('.') && next.startsWith('.') ? next.slice(1) : next), '');
}
