import type { BriefingItem, NewBriefingItem } from '../../../src/agreements/briefing-item.ts';
import { keyFor } from '../../../src/agreements/key-for.ts';
import type { GivenWords } from '../../../src/agreements/given-words.ts';
import type { ProfileField, QuestionKind } from '../../../src/agreements/item-words.ts';
import type { Language } from '../app/define-texts.ts';
import { isEmpty, readIn, typedIn, wordsOf, type Words } from '../ui/typed-words.ts';

/** An item as it is typed. */
export interface ItemFields {
  readonly label: Words;
  readonly why: Words;
  readonly leadType: 'all' | 'hot' | 'other';
  readonly kind: QuestionKind | 'none';
  readonly question: string;
  readonly choices: readonly string[];
  readonly profile: ProfileField | '';
  /** Key of a soft criterion whose evidence answers it. */
  readonly evidence: string;
  /** The name by which tracking sends the answer. */
  readonly trait: string;
  readonly call: boolean;
}

export function fieldsOf(item: BriefingItem | null, language: Language): ItemFields {
  const way = item?.answers?.find((each) => each.by === 'form');
  return {
    label: wordsOf(item?.label, language),
    why: wordsOf(item?.why, language),
    leadType: item?.leadTypes?.length === 1 ? (item.leadTypes[0] ?? 'all') : 'all',
    kind: item === null ? 'text' : (way?.kind ?? 'none'),
    question: way?.question?.[language] ?? '',
    choices: way?.choices?.map(({ label }) => label[language]) ?? [],
    profile: item?.answers?.find((each) => each.by === 'profile')?.field ?? '',
    evidence: item?.answers?.find((each) => each.by === 'evidence')?.criterion ?? '',
    trait: item?.answers?.find((each) => each.by === 'trait')?.trait ?? '',
    call: item === null || (item.answers?.some(({ by }) => by === 'call') ?? true),
  };
}

type Way = NonNullable<NewBriefingItem['answers']>[number];

/** The item as it is asked for. Questions and choices that were not touched stay as they are in each language. */
export function itemOf(
  fields: ItemFields,
  before: BriefingItem | null,
  taken: readonly string[],
  language: Language,
): NewBriefingItem {
  const words = (typed: string, old: BriefingItem['label'] | undefined): GivenWords =>
    old?.[language] === typed.trim() ? old : { [language]: typed.trim() };
  const was = before?.answers?.find((each) => each.by === 'form');
  const keys: string[] = [];
  const choices = fields.choices.map((label) => {
    const old = was?.choices?.find((choice) => choice.label[language] === label);
    const key = old?.key ?? keyFor(label, keys, 'item');
    keys.push(key);
    return old ?? { key, label: { [language]: label } };
  });
  // Of each of these ways the dialog shows one; what an item has beyond it, and that it is answered by the journey, stays.
  const more = (by: Way['by']) => (before?.answers ?? []).filter((each) => each.by === by).slice(by === 'journey' ? 0 : 1);
  const { evidence, trait } = fields;
  const answers: Way[] = [
    ...(fields.profile === '' ? [] : [{ by: 'profile' as const, field: fields.profile }]),
    ...(evidence === '' ? [] : [{ by: 'evidence' as const, criterion: evidence }]),
    ...more('evidence'),
    ...(trait.trim() === '' ? [] : [{ by: 'trait' as const, trait: trait.trim() }]),
    ...more('trait'),
    ...more('journey'),
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
    key: before?.key ?? keyFor(readIn(fields.label)[language], taken, 'item'),
    label: typedIn(fields.label),
    ...(!isEmpty(fields.why) && { why: typedIn(fields.why) }),
    ...(fields.leadType !== 'all' && { leadTypes: [fields.leadType] }),
    ...(answers.length > 0 && { answers }),
  };
}
