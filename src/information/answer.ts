import type { BriefingItem } from '../agreements/briefing-item.ts';
import { questionOf } from '../agreements/items.ts';
import type { Language } from '../platform/fields.ts';

export const LONGEST_ANSWER = 5_000;
const LONGEST_LINE = 300;

export type AnswerFault = 'not_a_choice' | 'not_a_number' | 'not_yes_or_no' | 'too_long' | 'not_text';

/**
 * An answer as it is kept: the key of the choice, "yes" or "no", a number with a point and no separators, or words.
 * @param decimal what stands between the whole and its parts where the reader writes numbers
 */
export function readAnswer(
  { answers }: Pick<BriefingItem, 'answers'>,
  typed: string,
  decimal: ',' | '.' = '.',
): { value: string } | { fault: AnswerFault } {
  const text = typed.trim();
  const question = questionOf({ answers });
  if (text.includes('\0') || !text.isWellFormed()) return { fault: 'not_text' };
  switch (question?.kind) {
    case 'choice':
      return question.choices?.some(({ key }) => key === text) ? { value: text } : { fault: 'not_a_choice' };
    case 'yes_no':
      return text === 'yes' || text === 'no' ? { value: text } : { fault: 'not_yes_or_no' };
    case 'number':
      return readNumber(text, decimal);
    default:
      return text.length > (question?.kind === 'text' ? LONGEST_LINE : LONGEST_ANSWER) ? { fault: 'too_long' } : { value: text };
  }
}

/** "1.200" and "1 200" are twelve hundred where a comma is the decimal sign. */
function readNumber(text: string, decimal: ',' | '.'): { value: string } | { fault: AnswerFault } {
  const separator = decimal === ',' ? /[.\s\u00a0\u202f'](?=\d{3}(?!\d))/g : /[,\s\u00a0\u202f'](?=\d{3}(?!\d))/g;
  const plain = text.replace(separator, '').replace(decimal, '.');
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(plain) ? { value: plain } : { fault: 'not_a_number' };
}

/** An answer in a reader's words: of a choice its label, and yes and no as they say it. */
export function answerInWords(
  question:
    | { kind: string; choices?: readonly { key: string; label: Readonly<Record<Language, string>> }[] | undefined }
    | undefined,
  value: string,
  language: Language,
  yesNo: Readonly<Record<'yes' | 'no', string>>,
): string {
  if (question?.kind === 'yes_no') return value === 'yes' ? yesNo.yes : value === 'no' ? yesNo.no : value;
  return question?.choices?.find(({ key }) => key === value)?.label[language] ?? value;
}
