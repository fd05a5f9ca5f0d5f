import type { NewsKind } from '../../../src/notifications/kinds.ts';
import type { newsSettingsTexts } from './settings-texts.ts';

/** Which text names a kind of news. */
export const kindNames = {
  'handoff.assigned': 'handoffAssigned',
  'handoff.nearly_out': 'handoffNearlyOut',
  'handoff.overdue': 'handoffOverdue',
  'handoff.unassigned': 'handoffUnassigned',
  'handoff.rejected': 'handoffRejected',
  'handoff.repair_nearly_out': 'handoffRepairNearlyOut',
  'handoff.repair_overdue': 'handoffRepairOverdue',
  'handoff.appealed': 'handoffAppealed',
  'handoff.appeal_upheld': 'handoffAppealUpheld',
  'handoff.appeal_overturned': 'handoffAppealOverturned',
  'handoff.asked': 'handoffAsked',
  'handoff.answered': 'handoffAnswered',
  'handoff.mentioned': 'handoffMentioned',
  'item.requested': 'itemRequested',
  'item.request_agreed': 'itemRequestAgreed',
  'item.request_declined': 'itemRequestDeclined',
  'feed.stale': 'feedStale',
  'delivery.failed': 'deliveryFailed',
} as const satisfies Record<NewsKind, keyof typeof newsSettingsTexts>;
