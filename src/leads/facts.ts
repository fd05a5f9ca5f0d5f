import type { ScoredPerson, ScoredTouch } from '../definitions/matching.ts';

/** What is stored of a person, turned into what scoring reads. */

/** A touch as it is stored, with where it came from and when it reached us: a late one may have happened before what was judged already. */
export interface StoredTouch extends ScoredTouch, Origin {
  receivedAt: Date;
}

export interface Origin {
  channel: ScoredTouch['channel'];
  source: string | null;
  medium: string | null;
  campaign: string | null;
}

/**
 * Where a passage came from: its first human touch, after the passage before it if there was one, else the very first.
 * @param touches oldest first
 * @param after when the passage before ended
 */
export function originOf(touches: readonly StoredTouch[], after: Date | undefined): Origin | undefined {
  const human = touches.filter(({ bot }) => !bot);
  const first = (after && human.find(({ occurredAt }) => occurredAt > after)) ?? human[0];
  return first && { channel: first.channel, source: first.source, medium: first.medium, campaign: first.campaign };
}

/** Where forms and imports put the function somebody has in the company. */
const roleFields = ['role', 'function', 'department', 'funktion', 'afdeling', 'funksjon', 'avdeling', 'rol'];

/** What forms were answered with, the latest form winning. @param forms the stored properties of form touches, oldest first */
export function answersInForms(forms: readonly unknown[]): Record<string, string> {
  return Object.assign({}, ...forms.map((properties) => answersIn(isObject(properties) ? properties['fields'] : undefined)));
}

/**
 * The person as scoring sees one: what they answered is what their traits and their forms hold, forms winning.
 * @param traits as stored with the person
 */
export function scoredPerson(
  { country, title, traits }: { country: string | null; title: string | null; traits: unknown },
  inForms: Readonly<Record<string, string>>,
): ScoredPerson {
  const answers = { ...answersIn(traits), ...inForms };
  const role = roleFields.map((field) => answers[field]).find((answer) => answer !== undefined) ?? null;
  return { country, title, role, answers };
}

function answersIn(fields: unknown): Record<string, string> {
  if (!isObject(fields)) return {};
  const plain = Object.entries(fields).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  return Object.fromEntries(plain.map(([field, value]) => [field, String(value)]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
