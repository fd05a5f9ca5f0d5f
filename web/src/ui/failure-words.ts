import { ApiProblem } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { uiTexts } from './texts.ts';

/** A failure in the reader's language. `detail` is the server's own sentence, where it tells more than the status does; it is always English. */
export interface FailureWords {
  readonly title: string;
  readonly advice?: string;
  readonly detail?: string;
}

type Text = keyof typeof uiTexts;

/** What the server refused for a reason that lies in the request: its own sentence names the reason. */
const refusals: Readonly<Record<number, Text>> = {
  400: 'refused',
  403: 'notAllowed',
  409: 'changedMeanwhile',
  413: 'tooLarge',
  415: 'refused',
  422: 'refused',
};

const states: Readonly<Record<number, readonly [Text, Text?]>> = {
  0: ['unreachable'],
  401: ['signedOut'],
  404: ['gone', 'goneDetail'],
  429: ['tooMany'],
  503: ['notReady'],
  507: ['storageFull', 'storageFullDetail'],
};

/** `const words = useFailureWords(); words(error).title`: what went wrong, by status, in the language of the screen. */
export function useFailureWords(): (error: unknown) => FailureWords {
  const t = useText(uiTexts);
  return (error) => {
    const problem = error instanceof ApiProblem ? error : undefined;
    const refusal = problem && refusals[problem.status];
    if (refusal) return { title: t(refusal), ...(problem.detail && { detail: problem.detail }) };
    const [title, advice] = (problem && states[problem.status]) ?? (['unexpected', 'unexpectedDetail'] as const);
    return { title: t(title), ...(advice && { advice: t(advice) }) };
  };
}
