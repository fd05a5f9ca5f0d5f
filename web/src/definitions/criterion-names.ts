import type { Definition } from '../../../src/definitions/version.ts';
import { useShownCriterion } from './shown-criterion.ts';

/** The criteria of a version by what they are called, or else by what they test, in the order of its page. */
export function useCriterionNames({
  icp,
  hard,
  engagement,
  soft,
  handRaise,
}: Definition['body']): { key: string; name: string }[] {
  const shown = useShownCriterion();
  return [
    ...icp.company.map(shown.company),
    ...icp.person.map(shown.person),
    ...hard.map(shown.hard),
    ...engagement.criteria.map(shown.engagement),
    ...engagement.negatives.map(shown.negatives),
    ...soft.map(shown.soft),
    ...handRaise.map(shown.handRaise),
  ].map(({ key, name, sentence }) => ({ key, name: name ?? sentence?.text(2) ?? key }));
}
