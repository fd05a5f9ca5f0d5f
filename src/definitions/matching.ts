import type { Channel, TouchKind } from '../touchpoints/kinds.ts';
import type { ProfileTest, TouchTest } from './schema.ts';

/** A touch as scoring sees it. */
export interface ScoredTouch {
  id: string;
  occurredAt: Date;
  kind: TouchKind;
  channel: Channel;
  path: string | null;
  content: string | null;
  /** What the thing is called: a page's title, a form, a file. */
  name: string | null;
  /** What the sender calls the event ("Demo Requested"); null for a page and for what people wrote down themselves. */
  event: string | null;
  /** Made by a machine: kept on the timeline, never scored. */
  bot: boolean;
}

export interface ScoredPerson {
  country: string | null;
  title: string | null;
  /** The function in the company, such as "marketing" or "it". */
  role: string | null;
  /** What the person has answered in forms, by field. */
  answers: Readonly<Record<string, string>>;
}

export interface ScoredCompany {
  country: string | null;
  industry: string | null;
  employees: number | null;
}

/**
 * Holds the facts about a lead against one test.
 *
 * @returns the fact that meets it, in the words it was given; undefined if it is unknown or another
 */
export function matchingFact(test: ProfileTest, person: ScoredPerson, company: ScoredCompany | null): string | undefined {
  switch (test.fact) {
    case 'company.country':
      return oneOf(test.in, company?.country);
    case 'person.country':
      return oneOf(test.in, person.country);
    case 'company.industry':
      return oneOf(test.in, company?.industry);
    case 'person.role':
      return oneOf(test.in, person.role);
    case 'person.title': {
      const title = person.title?.toLowerCase() ?? '';
      return test.contains.some((part) => title.includes(part.toLowerCase())) ? (person.title ?? undefined) : undefined;
    }
    case 'company.employees': {
      const employees = company?.employees ?? undefined;
      const { from = 0, to = Infinity } = test;
      return employees !== undefined && employees >= from && employees <= to ? String(employees) : undefined;
    }
    default: {
      const answer = Object.hasOwn(person.answers, test.field) ? person.answers[test.field]?.trim() : undefined;
      return test.in ? oneOf(test.in, answer) : answer || undefined;
    }
  }
}

function oneOf(wanted: readonly string[], fact: string | null | undefined): string | undefined {
  const known = fact?.trim().toLowerCase();
  return known && wanted.some((word) => word.trim().toLowerCase() === known) ? (fact ?? undefined) : undefined;
}

/** Prepares a test of touches once, to be held against many. */
export function touchMatcher(test: TouchTest): (touch: ScoredTouch) => boolean {
  const paths = test.paths?.map((pattern) => textMatcher(plainPath(pattern)));
  const contents = test.contents?.map(textMatcher);
  const names = test.names?.map(textMatcher);
  const meets = (matchers: ((text: string) => boolean)[] | undefined, ...texts: (string | null)[]): boolean =>
    matchers === undefined || texts.some((text) => text !== null && matchers.some((matches) => matches(text)));
  return (touch) =>
    (test.kinds === undefined || test.kinds.includes(touch.kind)) &&
    (test.channels === undefined || test.channels.includes(touch.channel)) &&
    meets(paths, touch.path === null ? null : plainPath(touch.path)) &&
    meets(contents, touch.content) &&
    meets(names, touch.name, touch.event);
}

function plainPath(path: string): string {
  const bare = path.replace(/[?#].*$/s, '');
  return bare.length > 1 && bare.endsWith('/') ? bare.slice(0, -1) : bare;
}

/** Matches the whole text; `*` stands for any text. By hand, because a pattern people type must not become a slow expression. */
function textMatcher(pattern: string): (text: string) => boolean {
  const [first = '', ...others] = pattern.toLowerCase().split('*');
  const last = others.pop();
  return (text) => {
    const lower = text.toLowerCase();
    if (last === undefined) return lower === first;
    if (!lower.startsWith(first)) return false;
    let from = first.length;
    for (const part of others) {
      const found = lower.indexOf(part, from);
      if (found === -1) return false;
      from = found + part.length;
    }
    return lower.length - last.length >= from && lower.endsWith(last);
  };
}
