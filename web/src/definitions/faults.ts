import './zod-settings.ts';
import { definitionBodySchema, type DefinitionBody } from '../../../src/definitions/schema.ts';
import { asSent, type Draft } from './draft.ts';
import type { faultTexts } from './editor-texts.ts';

/** What is wrong with a field, by the text that says it. */
export interface Fault {
  readonly text: keyof typeof faultTexts;
  readonly n?: number | undefined;
}

export interface Checked {
  /** The draft as both would sign it; null while something is wrong. */
  readonly body: DefinitionBody | null;
  /** By where it stands: `icp.company.0.weight`. */
  readonly faults: ReadonlyMap<string, Fault>;
}

/** Holds a draft against the contract that the server holds it against. */
export function checked(draft: Draft): Checked {
  const { success, data, error } = definitionBodySchema.safeParse(asSent(draft));
  if (success) return { body: data, faults: new Map() };
  const faults = new Map<string, Fault>();
  for (const issue of error.issues) {
    // A fault of one word in a list stands at the list.
    const path = issue.path.join('.').replace(/\.(in|contains|kinds|channels|paths|contents|names)\.\d+$/, '.$1');
    if (!faults.has(path)) faults.set(path, faultOf(issue));
  }
  return { body: null, faults };
}

const between: ReadonlySet<Fault['text']> = new Set(['engagedAboveMql', 'mqlAboveReady', 'softMissing']);

/** Of the thresholds, what contradicts another: each is filled in, so only the fields that do not fit together can say it. */
export function contradictions({ faults }: Checked): Checked['faults'] {
  return new Map([...faults].filter(([, { text }]) => between.has(text)));
}

type Issue = NonNullable<ReturnType<typeof definitionBodySchema.safeParse>['error']>['issues'][number];

function faultOf(issue: Issue): Fault {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'int') return { text: 'wholeNumber' };
      return { text: issue.expected === 'number' ? 'numberNeeded' : 'needed' };
    case 'too_small':
      if (issue.origin === 'array') return { text: 'oneNeeded' };
      if (issue.origin === 'string') return { text: 'needed' };
      return { text: issue.inclusive ? 'atLeast' : 'above', n: Number(issue.minimum) };
    case 'too_big':
      if (issue.origin === 'array') return { text: 'tooMany', n: Number(issue.maximum) };
      return { text: issue.origin === 'string' ? 'tooLong' : 'atMost', n: Number(issue.maximum) };
    default:
      return { text: ruleAt(issue.path) };
  }
}

/** The rules that hold between fields, by where the contract reports them. */
function ruleAt(path: readonly PropertyKey[]): Fault['text'] {
  const [first, second] = path;
  switch (path.at(-1)) {
    case 'test':
      return 'employeesRange';
    case 'touches':
      return 'touchesNeeded';
    case 'cap':
      return 'capBelow';
    case 'labels':
      return 'labelNeeded';
    case 'softNeeded':
      return 'softMissing';
    case 'icp':
      return 'icpNeeded';
    case 'engaged':
      return 'engagedAboveMql';
    default:
      return first === 'thresholds' && second === 'mql' ? 'mqlAboveReady' : 'refused';
  }
}
