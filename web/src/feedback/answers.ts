import type { Feedback } from '../../../src/feedback/schema.ts';
import type { HandoffDetails } from '../handoffs/handoff.ts';

/** What sales is asked after the first conversation, and how it may be answered, the most welcome answer first. */
export const questions = [
  { key: 'fit', answers: ['yes', 'partly', 'no'] },
  { key: 'timing', answers: ['now', 'later', 'never'] },
  { key: 'briefing', answers: ['yes', 'partly', 'no'] },
] as const satisfies readonly { key: keyof Feedback; answers: readonly string[] }[];

export type Question = (typeof questions)[number]['key'];
export type Answers = Readonly<Partial<Pick<Feedback, Question>>>;

/** Somebody has talked with the person since the hand-off: from then on there is something to say of it. */
export function hasSpoken({ clock, attempts }: Pick<HandoffDetails, 'clock' | 'attempts'>): boolean {
  return clock.firstContactAt !== null && attempts.some(({ response }) => response === 'reached');
}

/** What is ticked with the form at hand. */
export interface Ticked {
  readonly answers: Answers;
  readonly useful: readonly string[];
}

/** What a digit does: it answers the first question that is open; with all three answered it ticks the item of that number, or unticks it. */
export function press(digit: number, { answers, useful }: Ticked, items: readonly string[]): Ticked {
  const open = questions.find(({ key }) => answers[key] === undefined);
  if (open) {
    const answer = open.answers[digit - 1];
    return { answers: answer === undefined ? answers : { ...answers, [open.key]: answer }, useful };
  }
  const item = items[digit - 1];
  return { answers, useful: item === undefined ? useful : toggled(useful, item) };
}

/** The list without the item if it is in it, else with it. */
export function toggled(list: readonly string[], item: string): readonly string[] {
  return list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
}

/** All three are answered. */
export function isComplete(answers: Answers): answers is Required<Answers> {
  return questions.every(({ key }) => answers[key] !== undefined);
}
