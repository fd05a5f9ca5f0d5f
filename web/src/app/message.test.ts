import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { languages, localeOf, type Message } from './define-texts.ts';
import { fillMessage, parseMessage, type MessagePart } from './message.ts';

const said = (source: string, values = {}) => fillMessage(parseMessage(source), 'da-DK', values);

describe('a message', () => {
  test('takes its values, and its words by the count', () => {
    const leads = '{who} har {n, plural, =0 {ingen leads} one {# lead} other {# leads}}.';
    expect(said(leads, { who: 'Anna', n: 0 })).toBe('Anna har ingen leads.');
    expect(said(leads, { who: 'Anna', n: 1 })).toBe('Anna har 1 lead.');
    expect(said(leads, { who: 'Anna', n: 1200 })).toBe('Anna har 1.200 leads.');
  });

  test('chooses by a word, with all that is nested in the choice', () => {
    const message = '{kind, select, call {Opkald} other {{n, plural, one {# ting til {who}} other {# ting}}}}';
    expect(said(message, { kind: 'call', n: 1 })).toBe('Opkald');
    expect(said(message, { kind: 'x', n: 1, who: 'dig' })).toBe('1 ting til dig');
  });

  test('shows the name of a value that nobody gave, and keeps # where nothing is counted', () => {
    expect(said('Hej {name} #1')).toBe('Hej {name} #1');
  });

  test('has one full stop where what stands last in it has one of its own', () => {
    expect(said('Frist {day}.', { day: '23. nov.' })).toBe('Frist 23. nov.');
    expect(said('{day} er frist.', { day: '23. nov.' })).toBe('23. nov. er frist.');
  });

  test.each(['{', 'a } b', '{n, plural, one {x}}', '{n, number}', '{n, select, other {x}'])(
    'that is not well written is refused: %s',
    (source) => {
      expect(() => parseMessage(source)).toThrow(/needs .+ at \d+/);
    },
  );
});

/** Values that lead through every branch of a message: the numbers that decide plurals, each choice, and a word for the rest. */
function samples(parts: readonly MessagePart[]): Map<string, (string | number)[]> {
  const found = new Map<string, (string | number)[]>();
  for (const part of parts) {
    if (typeof part === 'string') continue;
    const own = {
      value: ['Nordhavn'],
      count: [],
      plural: [0, 1, 2, 21, 1234],
      select: 'options' in part ? [...part.options.keys()] : [],
    };
    const inside = 'options' in part ? [...part.options.values()].flatMap((option) => [...samples(option)]) : [];
    for (const [name, values] of [[part.name, own[part.kind]] as const, ...inside]) {
      const known = found.get(name) ?? [];
      // What is counted anywhere is a number everywhere.
      found.set(name, typeof known[0] === 'number' ? known : typeof values[0] === 'number' ? [...values] : [...known, ...values]);
    }
  }
  return found;
}

const modules: Record<string, Record<string, unknown>> = import.meta.glob('../**/*texts.ts', { eager: true });
const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && languages.every((language) => language in value);
const messages = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .flatMap((texts) => Object.values(texts ?? {}))
  .filter(isMessage);

test.each(languages)('every text of the product reads as ICU has it, in %s', (language) => {
  expect(messages.length).toBeGreaterThan(500);
  for (const message of messages) {
    const source = message[language];
    const parts = parseMessage(source);
    const peer = new IntlMessageFormat(source, localeOf[language], undefined, { ignoreTag: true });
    const values = samples(parts);
    const most = Math.max(1, ...[...values.values()].map(({ length }) => length));
    for (let round = 0; round < most; round++) {
      const given = Object.fromEntries([...values].map(([name, each]) => [name, each[round % each.length] ?? '']));
      expect(fillMessage(parts, localeOf[language], given), source).toBe(String(peer.format(given)));
    }
  }
});
