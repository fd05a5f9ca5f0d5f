/** What a visitor sent, read: the answers that can be kept, and what is to be looked at once more. */
import type { BriefingItem } from '../agreements/briefing-item.ts';
import { readAnswer, type AnswerFault } from '../information/answer.ts';
import { normaliseEmail } from '../people/email.ts';
import type { Language } from '../platform/fields.ts';
import type { Questions } from './asked.ts';
import { emailQuestion } from './schema.ts';

export type Fault = AnswerFault | 'missing' | 'not_an_email';

export interface Read {
  /** By the key of the item, as they are kept. What was left empty has none. */
  answers: Map<string, string>;
  email: string | null;
  /** What is wrong, by question, in the order of the form. Empty when all is well. */
  faults: Map<string, Fault>;
}

/** Longer is no address. */
const LONGEST_EMAIL = 320;

/** @param typed what was sent, by the name of the question */
export function readSubmission({ email, items: asked }: Questions, { items, required, typed, language }: Sent): Read {
  const read: Read = { answers: new Map(), email: null, faults: new Map() };
  const address = (typed(emailQuestion) ?? '').trim();
  if (address !== '' && address.length <= LONGEST_EMAIL) read.email = normaliseEmail(address);
  if (email && read.email === null) read.faults.set(emailQuestion, address === '' ? 'missing' : 'not_an_email');
  for (const key of asked) {
    const item = items.get(key);
    const text = (typed(key) ?? '').trim();
    if (!item) continue;
    if (text === '') {
      if (required.has(key)) read.faults.set(key, 'missing');
      continue;
    }
    const answer = readAnswer(item, text, language === 'en' ? '.' : ',');
    if ('fault' in answer) read.faults.set(key, answer.fault);
    else read.answers.set(key, answer.value);
  }
  return read;
}

interface Sent {
  items: ReadonlyMap<string, BriefingItem>;
  required: ReadonlySet<string>;
  typed: (name: string) => string | null;
  language: Language;
}
