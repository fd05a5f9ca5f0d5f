import type { Language } from '../platform/fields.ts';
import { terms } from './catalogue.ts';

type Words = Partial<Record<Language, string | undefined>>;

const languages = ['en', 'da', 'nb', 'nl'] as const;
const plain = (word: string) => word.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase();

/**
 * The first word that means something already in its language: one of the product's, which nobody renames, or one of the workspace's own.
 * A name with an abbreviation ("Sales-ready lead (SQL)") is taken in all three ways.
 */
export function clashing(
  word: Words,
  own: readonly { id: string; word: Words }[],
): { language: Language; word: string; with: 'catalogue' | 'own' } | null {
  for (const language of languages) {
    const said = word[language];
    if (said === undefined) continue;
    const isSaid = (name: string | undefined) => name !== undefined && plain(name) === plain(said);
    if (Object.values(terms).some(({ name }) => namesIn(name[language]).some(isSaid)))
      return { language, word: said, with: 'catalogue' };
    if (own.some((each) => isSaid(each.word[language]))) return { language, word: said, with: 'own' };
  }
  return null;
}

/** "Sales-ready lead (SQL)" is called that, "Sales-ready lead" and "SQL". */
function namesIn(name: string): string[] {
  const [, whole, short] = /^(.*) \((.*)\)$/.exec(name) ?? [];
  return [name, whole, short].filter((each) => each !== undefined);
}
