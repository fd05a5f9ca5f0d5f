import { objectAt, textAt, type JsonObject } from '../touchpoints/json.ts';
import type { TrackingMessage } from '../touchpoints/segment.ts';
import { choicesOf, type Choices } from './purposes.ts';

/** The names of the event by which a website tells of a choice: our own script's, and Segment's. */
const choiceEvents: ReadonlySet<string> = new Set(['Consent Preference Updated', 'Segment Consent Preference Updated']);

/** True for a message that tells of a choice and of nothing else: it is no touch. */
export function tellsChoice({ type, event }: Pick<TrackingMessage, 'type' | 'event'>): boolean {
  return type === 'track' && event !== null && choiceEvents.has(event.trim());
}

/** A choice as a message tells it. */
export interface Heard {
  choices: Choices;
  textVersion: string | null;
  /** The language the visitor was asked in, as far as it is told (`da-DK`). */
  language: string | null;
  /** What proves it beside the text: the page it was said on, and the choice in the sender's own categories. */
  proof: JsonObject;
}

/** The choice a message tells of; null when it tells of none, or of none that is ours. */
export function heardIn(message: TrackingMessage): Heard | null {
  if (!tellsChoice(message)) return null;
  const choices = choicesOf(message.consent);
  if (Object.keys(choices).length === 0) return null;
  const page = objectAt(message.context, 'page');
  const url = textAt(page, 'url')?.replace(/[?#].*$/, '') ?? null;
  return {
    choices,
    textVersion: textAt(message.properties, 'text'),
    language: textAt(message.context, 'locale'),
    proof: { ...(url && { page: url }), preferences: { ...message.consent } },
  };
}

/** True for the yes to being recognised: the browser that says it here is the visitor who was here without an id. */
export function beginsRecognition(message: TrackingMessage): boolean {
  return message.anonymousId !== null && heardIn(message)?.choices.analytics === true;
}
