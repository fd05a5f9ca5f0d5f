/** Whose clocks a change of calendars may move. */

export interface Scope {
  /** Everybody's, those of hand-offs nobody holds too. */
  everybody: boolean;
  teams: string[];
  memberIds: string[];
}

/** The consumer that has clocks reckoned anew. */
export const CLOCKS = 'clocks';

/** What may move clocks that run. A new agreement is not among them: a promise stays what it was when it was made. */
export const movingEvents = [
  'calendar.created',
  'calendar.changed',
  'absence.added',
  'absence.removed',
  'member.changed',
  'workspace.restored',
] as const;

interface Change {
  type: string;
  subjectId: string | null;
  data: Record<string, unknown>;
}

/** Whose calendar a recorded change may have changed; null where nobody's can have. */
export function scopeOf({ type, subjectId, data }: Change): Scope | null {
  const [before, after] = [stateIn(data['before']), stateIn(data['after'])];
  switch (type) {
    case 'absence.added':
    case 'absence.removed':
      return subjectId === null ? null : { everybody: false, teams: [], memberIds: [subjectId] };
    case 'member.changed':
      return subjectId !== null && (after.calendarId !== undefined || after.team !== undefined)
        ? { everybody: false, teams: [], memberIds: [subjectId] }
        : null;
    case 'calendar.created':
    case 'calendar.changed': {
      if (before.standard === true || after.standard === true) return { everybody: true, teams: [], memberIds: [] };
      const scope = {
        everybody: false,
        teams: together(before.teams, after.teams),
        memberIds: together(before.memberIds, after.memberIds),
      };
      return scope.teams.length + scope.memberIds.length > 0 ? scope : null;
    }
    case 'workspace.restored':
      return { everybody: true, teams: [], memberIds: [] };
    default:
      return null;
  }
}

interface State {
  standard?: boolean;
  teams?: string[];
  memberIds?: string[];
  calendarId?: string | null;
  team?: string;
}

const stateIn = (value: unknown): State => (typeof value === 'object' && value !== null ? value : {});

const together = (one: string[] = [], other: string[] = []) => [...new Set([...one, ...other])];
