import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import language from '../../../LANGUAGE.md?raw';
import { terms, type TermKey } from '../../../src/terms/catalogue.ts';
import { languages, type Language, type Message } from './define-texts.ts';

const modules: Record<string, Record<string, unknown>> = import.meta.glob(['../**/*texts.ts', '../**/terms.ts'], { eager: true });
const sources: Record<string, string> = import.meta.glob(
  ['../**/*.{ts,tsx}', '../../../src/**/*.ts', '!../**/*.test.ts', '!../../../src/**/*.test.ts'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && languages.every((language) => language in value);

/** Every text of the product: the file, the key, the message. */
const texts = Object.entries(modules).flatMap(([file, module]) =>
  Object.values(module).flatMap((group) =>
    typeof group === 'object' && group !== null
      ? Object.entries(group).flatMap(([key, message]) => (isMessage(message) ? [{ file, key, message }] : []))
      : [],
  ),
);

const code = Object.values(sources).join('\n');
/** What stands in quotes anywhere in the product, and the shapes of keys that are put together (`repair_${kind}`). */
const quoted = new Set([...code.matchAll(/'([\w .-]+)'(?!:)/g)].map(([, word]) => word));
const shapes = [...code.matchAll(/`(\w*)\$\{[^`{}]*\}(\w*)`/g)]
  .filter(([, before = '', after = '']) => before + after !== '')
  .map(([, before, after]) => new RegExp(`^${before}\\w+${after}$`));

interface Part {
  readonly type: number;
  readonly value?: unknown;
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>;
}
type Ast = readonly Part[];
/** The kinds of elements, as the parser of ICU messages numbers them. */
const [literal, value, plural, pound] = [0, 1, 6, 7];

/** The first word after each element of a kind; what stands in a plural is written for its count. */
const wordsAfter = (ast: Ast, kind: number | undefined): string[] =>
  ast.flatMap((element, position) => {
    const next = ast[position + 1];
    const after = next?.type === literal ? /^[\s\u00A0]([\p{L}-]{3,})/u.exec(String(next.value))?.[1] : undefined;
    return element.type === kind && after !== undefined ? [after] : [];
  });

/** The message and, one by one, the branches in it that are not of a plural. */
const branches = (ast: Ast): Ast[] => [
  ast,
  ...ast.flatMap((element) =>
    element.options && element.type !== plural ? Object.values(element.options).flatMap((option) => branches(option.value)) : [],
  ),
];

/** The words that change with a count: `one {# lead} other {# leads}` names "leads". */
const countedWords = (ast: Ast): string[] =>
  branches(ast)
    .flat()
    .flatMap((element) => {
      const { one, other } = element.options ?? {};
      if (!one || !other) return [];
      const ofOne = wordsAfter(one.value, pound);
      return ofOne.length === 0 ? [] : wordsAfter(other.value, pound).filter((word) => !ofOne.includes(word));
    });

describe('the texts of the product', () => {
  test('are all used', () => {
    const used = (key: string) => quoted.has(key) || shapes.some((shape) => shape.test(key));
    expect(texts.filter(({ key }) => !used(key)).map(({ file, key }) => `${file} ${key}`)).toEqual([]);
  });

  test.each(languages)('let a word follow the count before it, in %s', (language) => {
    const parsed = texts.map(({ message, ...text }) => ({
      ...text,
      ast: new IntlMessageFormat(message[language], language, undefined, { ignoreTag: true }).getAst() as Ast,
    }));
    const counted = new Set(parsed.flatMap(({ ast }) => countedWords(ast)));
    expect(counted.size).toBeGreaterThan(5);
    const stiff = parsed.filter(({ ast }) =>
      branches(ast).some((branch) => wordsAfter(branch, value).some((word) => counted.has(word))),
    );
    expect(stiff.map(({ file, key }) => `${file} ${key}`)).toEqual([]);
  });

  // A term of the glossary goes by one word in each language; these are words it might go by, and does not.
  const notThose: Readonly<Partial<Record<TermKey, Partial<Record<Language, RegExp>>>>> = {
    handoff: { da: /overlevering|overleveret/i, nb: /overdragels/i, nl: /overhandig/i },
    agreement: { en: /\bSLA\b/, da: /\bSLA\b/, nb: /\bSLA\b/, nl: /\bSLA\b|overeenkomst/i },
    touchpoint: { da: /touchpoint|berøringspunkt/i, nb: /touchpoint|berøringspunkt/i, nl: /touchpoint|aanraking/i },
    handRaise: { en: /rais\w+ (a|their) hand/i, da: /hånden op|håndsopræk/i, nb: /opp hånden|håndsopprek/i, nl: /hand op/i },
    engagement: { da: /\bengagement\b/i, nb: /\bengasjement\b/i, nl: /betrokkenheid/i },
    givenBack: { da: /\bafvist af salg/i, nb: /\bavvist av salg/i, nl: /afgewezen door sales/i },
  };

  test.each(languages)('call each term of the glossary by its one word, in %s', (language) => {
    const strays = Object.entries(notThose).flatMap(([term, words]) => {
      const word = words[language];
      if (!word) return [];
      expect(word.test(terms[term as TermKey].name[language]), term).toBe(false);
      return texts.flatMap(({ file, key, message }) =>
        word.test(message[language].replaceAll(/\{\w+/g, '')) ? [`${term}: ${file} ${key}`] : [],
      );
    });
    expect(strays).toEqual([]);
  });

  test.each(['da', 'nb'] as const)('call a team by the word of the country, in %s', (language) => {
    const strays = texts.filter(({ message }) => /\bteam/.test(message[language].replaceAll(/\{\w+/g, '')));
    expect(strays.map(({ file, key }) => `${file} ${key}`)).toEqual([]);
  });

  test('are called as the table of words says, which the code goes by', () => {
    const cells = [...language.matchAll(/^\| (.+) \|$/gm)].map(([, row = '']) => row.split(' | '));
    const rows = cells.flatMap(([en = '', , da = '', nb = '', nl = '']) => {
      const split = { en: en.split(', '), da: da.split(', '), nb: nb.split(', '), nl: nl.split(', ') };
      return split.en.map((_, place) => languages.map((each) => (split[each][place] ?? '').toLowerCase()));
    });
    const said = Object.values(terms).flatMap(({ name }) => {
      const row = rows.find(([en]) => en === name.en.toLowerCase());
      return row ? [[row, languages.map((each) => name[each].toLowerCase())]] : [];
    });
    expect(said.length).toBeGreaterThan(12);
    for (const [inTable, inGlossary] of said) expect(inTable).toEqual(inGlossary);
  });
});
