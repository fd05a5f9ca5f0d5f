import { describe, expect, test } from 'vitest';
import { begunMention, mentionedIn, mentionParts, toldApart, withIds, withNames } from './mentions.ts';

const anna = { id: '0192f000-0000-7000-8000-00000000000a', name: 'Anna' };
const annaHolm = { id: '0192f000-0000-7000-8000-00000000000b', name: 'Anna Holm' };
const nameOf = (id: string) => [anna, annaHolm].find((each) => each.id === id)?.name;

describe('a mention', () => {
  test('is kept by id and shown by name, whatever the name becomes', () => {
    const body = withIds('@Anna, ask @Anna Holm. Or @Bent?', [anna, annaHolm]);
    expect(body).toBe(`@[${anna.id}], ask @[${annaHolm.id}]. Or @Bent?`);
    expect(withNames(body, nameOf)).toBe('@Anna, ask @Anna Holm. Or @Bent?');
    expect(withNames(body, () => undefined)).toBe('@…, ask @…. Or @Bent?');
  });

  test('says which of two members with one name it means, by their e-mail address', () => {
    const members = [
      { ...anna, email: 'anna@firma.dk' },
      { ...annaHolm, email: 'ah@firma.dk' },
      { id: '0192f000-0000-7000-8000-00000000000c', name: 'anna holm', email: 'ah2@firma.dk' },
    ];
    const apart = toldApart(members);
    expect(apart.map(({ name }) => name)).toEqual(['Anna', 'Anna Holm (ah@firma.dk)', 'anna holm (ah2@firma.dk)']);
    expect(withIds('@Anna Holm (ah@firma.dk), ask @anna holm (ah2@firma.dk)', apart)).toBe(
      `@[${annaHolm.id}], ask @[0192f000-0000-7000-8000-00000000000c]`,
    );
  });

  test('counts once however often it is made and however its id is written', () => {
    expect(mentionedIn(`@[${annaHolm.id}] @[${anna.id}] @[${annaHolm.id.toUpperCase()}]`)).toEqual([annaHolm.id, anna.id]);
    expect(mentionedIn('@[everybody] mail@firma.dk @[] @[0192f000-0000-7000-8000]')).toEqual([]);
  });

  test('is cut out of the words around it, which stay as they are', () => {
    expect(mentionParts(`<b>@[${anna.id}]`)).toEqual([{ text: '<b>' }, { mention: anna.id }]);
    expect(withNames(withIds('@Anna', [{ ...anna, name: 'Anna' }]), () => '$& <script>')).toBe('@$& <script>');
  });
});

describe('a mention that is being typed', () => {
  test.each([
    ['Ask @An', 7, { from: 4, query: 'An' }],
    ['@', 1, { from: 0, query: '' }],
    ['(@Anna Ho', 9, { from: 1, query: 'Anna Ho' }],
    ['mette@firma', 11, null],
    ['Ask @Anna Holm now', 18, null],
    ['Ask @An', 3, null],
  ])('in "%s" at %i is %o', (typed, caret, begun) => {
    expect(begunMention(typed, caret)).toEqual(begun);
  });
});
