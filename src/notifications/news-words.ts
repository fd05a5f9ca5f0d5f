import type { Language } from '../platform/fields.ts';
import type { newsSentences } from './news-sentences.ts';

/** A piece of news, however it is told. */
export interface NewsFacts {
  readonly kind: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Whose hand-off it is; null for other subjects. */
  readonly about: { readonly person: string | null; readonly company: string | null } | null;
}

export interface NewsWords {
  readonly text: keyof typeof newsSentences;
  readonly values: Readonly<Record<string, string>>;
  /** What somebody wrote with it. */
  readonly quote?: string;
  /** Where it is dealt with. */
  readonly href: string;
}

const ofHandoffs: Readonly<Record<string, keyof typeof newsSentences>> = {
  'handoff.assigned': 'assigned',
  'handoff.nearly_out': 'nearlyOut',
  'handoff.overdue': 'overdue',
  'handoff.unassigned': 'unassigned',
  'handoff.rejected': 'rejected',
  'handoff.repair_nearly_out': 'repairNearlyOut',
  'handoff.repair_overdue': 'repairOverdue',
  'handoff.appealed': 'appealed',
  'handoff.appeal_upheld': 'appealUpheld',
  'handoff.appeal_overturned': 'appealOverturned',
  'handoff.asked': 'asked',
  'handoff.answered': 'answered',
  'handoff.mentioned': 'mentioned',
};

const ofItems: Readonly<Record<string, keyof typeof newsSentences>> = {
  'item.requested': 'itemRequested',
  'item.request_agreed': 'itemAgreed',
  'item.request_declined': 'itemDeclined',
};

const said = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** What news says and where it leads. News of a kind that is not known yet leads to its subject all the same. */
export function newsWords({ kind, subjectKind, subjectId, data, about }: NewsFacts, language: Language): NewsWords {
  const who = [about?.person, about?.company].filter(Boolean).join(', ') || '–';
  const quote = said(data['reason']) ?? said(data['comment']);
  const timedOut = kind === 'handoff.assigned' && data['because'] === 'timed_out';
  // What is said in the thread of a hand-off is news of its own each time, and is read there.
  const handoff = subjectKind === 'comment' ? said(data['handoffId']) : subjectId;
  if (subjectKind === 'handoff' || (subjectKind === 'comment' && handoff !== undefined))
    return {
      text: timedOut ? 'timedOut' : (ofHandoffs[kind] ?? 'handoffNews'),
      values: { who },
      href: `/handoffs?id=${handoff}`,
      ...(quote !== undefined && { quote }),
    };
  const name = said(data['name']) ?? '–';
  const label = said((data['label'] as Partial<Record<Language, unknown>> | undefined)?.[language]);
  if (subjectKind === 'item_request')
    return {
      text: ofItems[kind] ?? 'otherNews',
      values: { name: label ?? '–' },
      href: '/settings/information',
      ...(quote !== undefined && { quote }),
    };
  if (subjectKind === 'feed') return { text: 'feedStale', values: { name }, href: '/settings/sources' };
  if (subjectKind === 'delivery') return { text: 'deliveryFailed', values: { name }, href: '/settings/news' };
  if (subjectKind === 'import') return { text: 'importNews', values: {}, href: `/import/${subjectId}` };
  return { text: 'otherNews', values: {}, href: '/' };
}
