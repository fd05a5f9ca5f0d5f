import type { Notification } from '../../../src/notifications/schema.ts';
import type { TextValues } from '../app/define-texts.ts';
import type { newsTexts } from './texts.ts';

export interface NewsWords {
  readonly text: keyof typeof newsTexts;
  readonly values: TextValues;
  /** What somebody wrote with it. */
  readonly quote?: string;
  /** Where it is dealt with. */
  readonly href: string;
}

const ofHandoffs: Readonly<Record<string, keyof typeof newsTexts>> = {
  'handoff.assigned': 'assigned',
  'handoff.overdue': 'overdue',
  'handoff.unassigned': 'unassigned',
  'handoff.appealed': 'appealed',
  'handoff.appeal_upheld': 'appealUpheld',
  'handoff.appeal_overturned': 'appealOverturned',
};

const said = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** What a notification says and where it leads. One of a kind that is not known yet leads to its subject all the same. */
export function newsWords({ kind, subjectKind, subjectId, data, about }: Notification): NewsWords {
  const who = [about?.person, about?.company].filter(Boolean).join(', ') || '–';
  const quote = said(data['reason']) ?? said(data['comment']);
  const timedOut = kind === 'handoff.assigned' && data['because'] === 'timed_out';
  if (subjectKind === 'handoff')
    return {
      text: timedOut ? 'timedOut' : (ofHandoffs[kind] ?? 'handoffNews'),
      values: { who },
      href: `/handoffs?id=${subjectId}`,
      ...(quote !== undefined && { quote }),
    };
  if (subjectKind === 'feed')
    return { text: 'feedStale', values: { name: said(data['name']) ?? '–' }, href: '/settings/sources' };
  if (subjectKind === 'import') return { text: 'importNews', values: {}, href: `/import/${subjectId}` };
  return { text: 'otherNews', values: {}, href: '/' };
}

/** The number on the bell: those counted, or more than that. `most` were asked for. */
export function bellCount(unread: number, most: number): string {
  return unread >= most ? `${most - 1}+` : String(unread);
}
