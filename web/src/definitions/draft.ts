import type { DefinitionBody } from '../../../src/definitions/schema.ts';
import type { Definition } from '../../../src/definitions/version.ts';
import { moved } from '../channels/rule-order.ts';

/** The same with numbers that may be empty: a field that was cleared and not yet filled again. */
type Loose<T> = T extends number
  ? number | ''
  : T extends readonly (infer Item)[]
    ? Loose<Item>[]
    : T extends object
      ? { [Key in keyof T]: Loose<T[Key]> }
      : T;

/** A definition while it is being written: of its form, but not yet sound. */
export type Draft = Loose<DefinitionBody>;
export type DraftFit = Draft['icp']['company'][number];
export type DraftHard = Draft['hard'][number];
export type DraftSignal = Draft['engagement']['criteria'][number];
export type DraftSoft = Draft['soft'][number];
export type DraftHandRaise = Draft['handRaise'][number];
export type DraftProfileTest = DraftFit['test'];
export type DraftTouchTest = DraftSignal['touches'];
export type DraftLabels = NonNullable<DraftFit['labels']>;

export interface CriteriaBySection {
  company: DraftFit;
  person: DraftFit;
  hard: DraftHard;
  engagement: DraftSignal;
  negatives: DraftSignal;
  soft: DraftSoft;
  handRaise: DraftHandRaise;
}

/** The lists of criteria, in the order of the definition's page. */
export const sections = ['company', 'person', 'hard', 'engagement', 'negatives', 'soft', 'handRaise'] as const;
export type Section = (typeof sections)[number];

interface Place<Criterion> {
  /** Where the list stands in the body, as faults name it. */
  readonly path: string;
  readonly of: (draft: Draft) => readonly Criterion[];
  readonly put: (draft: Draft, list: readonly Criterion[]) => Draft;
  readonly fresh: (key: string) => Criterion;
}

const places: { readonly [S in Section]: Place<CriteriaBySection[S]> } = {
  company: {
    path: 'icp.company',
    of: ({ icp }) => icp.company,
    put: (draft, company) => ({ ...draft, icp: { ...draft.icp, company: [...company] } }),
    fresh: (key) => ({ key, weight: 10, test: { fact: 'company.country', in: [] } }),
  },
  person: {
    path: 'icp.person',
    of: ({ icp }) => icp.person,
    put: (draft, person) => ({ ...draft, icp: { ...draft.icp, person: [...person] } }),
    fresh: (key) => ({ key, weight: 10, test: { fact: 'person.title', contains: [] } }),
  },
  hard: {
    path: 'hard',
    of: ({ hard }) => hard,
    put: (draft, hard) => ({ ...draft, hard: [...hard] }),
    fresh: (key) => ({ kind: 'visits', key, atLeast: 3, withinDays: 30 }),
  },
  engagement: {
    path: 'engagement.criteria',
    of: ({ engagement }) => engagement.criteria,
    put: (draft, criteria) => ({ ...draft, engagement: { ...draft.engagement, criteria: [...criteria] } }),
    fresh: (key) => ({ key, touches: { kinds: ['page'] }, points: 5 }),
  },
  negatives: {
    path: 'engagement.negatives',
    of: ({ engagement }) => engagement.negatives,
    put: (draft, negatives) => ({ ...draft, engagement: { ...draft.engagement, negatives: [...negatives] } }),
    fresh: (key) => ({ key, touches: { kinds: ['page'] }, points: 5 }),
  },
  soft: {
    path: 'soft',
    of: ({ soft }) => soft,
    put: (draft, soft) => ({ ...draft, soft: [...soft] }),
    fresh: (key) => ({ key, labels: {}, required: false, validDays: 180 }),
  },
  handRaise: {
    path: 'handRaise',
    of: ({ handRaise }) => handRaise,
    put: (draft, handRaise) => ({ ...draft, handRaise: [...handRaise] }),
    fresh: (key) => ({ key, touches: { kinds: ['form'] }, withinDays: 30 }),
  },
};

/** The criteria of a section, in their order. */
export function criteriaOf<S extends Section>(draft: Draft, section: S): readonly CriteriaBySection[S][] {
  return places[section].of(draft);
}

/** Where a criterion stands in the body: `icp.company.2`. */
export function pathOf(section: Section, at: number): string {
  return `${places[section].path}.${at}`;
}

/**
 * The draft with one more criterion at the end of a section.
 * @param taken keys of earlier versions: what was said for a criterion that is gone must not count for a new one
 */
export function withNew(draft: Draft, section: Section, taken: ReadonlySet<string>): Draft {
  const own = new Set(sections.flatMap((each) => criteriaOf(draft, each).map(({ key }) => key)));
  const name = section === 'handRaise' ? 'hand-raise' : section;
  let n = 1;
  while (own.has(`${name}-${n}`) || taken.has(`${name}-${n}`)) n += 1;
  return inList(draft, section, (list) => [...list, places[section].fresh(`${name}-${n}`)]);
}

export function withChanged<S extends Section>(draft: Draft, section: S, at: number, criterion: CriteriaBySection[S]): Draft {
  return inList(draft, section, (list) => list.with(at, criterion));
}

export function without(draft: Draft, section: Section, at: number): Draft {
  return inList(draft, section, (list) => list.toSpliced(at, 1));
}

/** The draft with a criterion at another place of its section; unchanged where there is no such place. */
export function withMoved(draft: Draft, section: Section, from: number, to: number): Draft {
  return inList(draft, section, (list) => moved(list, from, to));
}

function inList<S extends Section>(
  draft: Draft,
  section: S,
  change: (list: readonly CriteriaBySection[S][]) => readonly CriteriaBySection[S][],
): Draft {
  const { of, put }: Place<CriteriaBySection[S]> = places[section];
  return put(draft, change(of(draft)));
}

export interface ReadyThresholds {
  readonly fit: number;
  readonly engagement: number;
  readonly softNeeded: number;
}

/** The draft with other figures for sales-ready; those of the stages before are lowered where they would stand above. */
export function withReady(draft: Draft, { fit, engagement, softNeeded }: ReadyThresholds): Draft {
  const { engaged, mql } = draft.thresholds;
  const lowered = { fit: Math.min(Number(mql.fit), fit), engagement: Math.min(Number(mql.engagement), engagement) };
  return {
    ...draft,
    thresholds: {
      engaged: Math.min(Number(engaged), Math.max(lowered.engagement, 1)),
      mql: lowered,
      ready: { fit, engagement, softNeeded: Math.min(softNeeded, draft.soft.length) },
    },
  };
}

/** A stored body. The contract leaves what has a default optional; the server has filled it in before it stored one. */
export function storedBody(sent: Definition['body']): DefinitionBody {
  return sent as DefinitionBody;
}

const optionalLists = new Set(['kinds', 'channels', 'paths', 'contents', 'names']);

/**
 * A draft, or a part of one, as it would be sent: fields left empty are absent, and so are empty lists that may be. Whether it is sound
 * the contract says.
 */
export function asSent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asSent);
  if (typeof value !== 'object' || value === null) return value;
  const isAnswer = 'fact' in value && value.fact === 'person.answer';
  const isOptional = (key: string) => optionalLists.has(key) || (isAnswer && key === 'in');
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, each]) => each !== '' && each !== undefined && !(isOptional(key) && Array.isArray(each) && each.length === 0),
      )
      .map(([key, each]) => [key, asSent(each)]),
  );
}
