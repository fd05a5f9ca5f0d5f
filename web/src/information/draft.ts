import type { AnswerWay, BriefingItem } from '../../../src/agreements/briefing-item.ts';
import type { ProfileField, QuestionKind } from '../../../src/agreements/item-words.ts';

/** An item as it is typed. */
export interface ItemFields {
  readonly label: string;
  readonly why: string;
  readonly leadType: 'all' | 'hot' | 'other';
  readonly kind: QuestionKind | 'none';
  readonly question: string;
  readonly choices: readonly string[];
  readonly profile: ProfileField | '';
  readonly call: boolean;
}

type Language = 'en' | 'da' | 'nb' | 'nl';
const four = (text: string) => ({ en: text, da: text, nb: text, nl: text });

export function fieldsOf(item: BriefingItem | null, language: Language): ItemFields {
  const way = item?.answers?.find((each) => each.by === 'form');
  return {
    label: item?.label[language] ?? '',
    why: item?.why?.[language] ?? '',
    leadType: item?.leadTypes?.length === 1 ? (item.leadTypes[0] ?? 'all') : 'all',
    kind: item === null ? 'text' : (way?.kind ?? 'none'),
    question: way?.question?.[language] ?? '',
    choices: way?.choices?.map(({ label }) => label[language]) ?? [],
    profile: item?.answers?.find((each) => each.by === 'profile')?.field ?? '',
    call: item === null || (item.answers?.some(({ by }) => by === 'call') ?? true),
  };
}

/** A key of lower-case letters, digits and underscores, unlike those that are taken. */
export function keyFor(words: string, taken: readonly string[]): string {
  const plain = words
    .toLowerCase()
    .replace(/[æä]/g, 'ae')
    .replace(/[øö]/g, 'oe')
    .replace(/å/g, 'aa')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 50);
  const base = plain || 'item';
  for (let n = 1; ; n++) {
    const key = n === 1 ? base : `${base}_${n}`;
    if (!taken.includes(key)) return key;
  }
}

/** The item as it is asked for. Words that were not touched stay as they are in each language. */
export function itemOf(
  fields: ItemFields,
  before: BriefingItem | null,
  taken: readonly string[],
  language: Language,
): BriefingItem {
  const words = (typed: string, old: BriefingItem['label'] | undefined) =>
    old?.[language] === typed.trim() ? old : four(typed.trim());
  const was = before?.answers?.find((each) => each.by === 'form');
  const keys: string[] = [];
  const choices = fields.choices.map((label) => {
    const old = was?.choices?.find((choice) => choice.label[language] === label);
    const key = old?.key ?? keyFor(label, keys);
    keys.push(key);
    return old ?? { key, label: four(label) };
  });
  const kept = (before?.answers ?? []).filter(({ by }) => by === 'evidence' || by === 'trait' || by === 'journey');
  const answers: AnswerWay[] = [
    ...(fields.profile === '' ? [] : [{ by: 'profile' as const, field: fields.profile }]),
    ...kept,
    ...(fields.kind === 'none'
      ? []
      : [
          {
            by: 'form' as const,
            kind: fields.kind,
            ...(fields.question.trim() && { question: words(fields.question, was?.question) }),
            ...(fields.kind === 'choice' && { choices }),
          },
        ]),
    ...(fields.call ? [{ by: 'call' as const }] : []),
  ];
  return {
    key: before?.key ?? keyFor(fields.label, taken),
    label: words(fields.label, before?.label),
    ...(fields.why.trim() && { why: words(fields.why, before?.why) }),
    ...(fields.leadType !== 'all' && { leadTypes: [fields.leadType] }),
    ...(answers.length > 0 && { answers }),
  };
}
