import type { z } from 'zod';
import type { role } from '../workspaces/schema.ts';

export type Role = z.infer<typeof role>;

/** What the product knows of a kind of news. */
interface Kind {
  /** Whom it concerns: their settings show it. */
  readonly roles: readonly Role[];
  /** Who of them gets it by mail unless they choose otherwise. */
  readonly byMail: readonly Role[];
  /** A promised time runs out, or has: who wants it so hears of it in quiet hours too. */
  readonly urgent?: true;
  /** It concerns a team and nobody in it alone, so a channel of the team gets it unless its members choose otherwise. */
  readonly ofTeam?: true;
  /** What it tells can be undone for so many seconds, so it leaves Samspil after those. */
  readonly undoneWithin?: number;
  /** It never leaves Samspil. */
  readonly insideOnly?: true;
}

const sales = ['sales', 'admin'] as const;
const marketing = ['marketing', 'admin'] as const;
const everybody = ['admin', 'marketing', 'sales', 'finance', 'leadership'] as const;
const bothTeams = ['marketing', 'sales', 'admin'] as const;

/** Every kind of news there is, in the order in which settings list them. Its words are in `news-sentences.ts`. */
export const newsKinds = {
  'handoff.assigned': { roles: sales, byMail: sales },
  'handoff.nearly_out': { roles: sales, byMail: [], urgent: true },
  'handoff.overdue': { roles: sales, byMail: sales, urgent: true },
  'handoff.unassigned': { roles: sales, byMail: sales, urgent: true, ofTeam: true },
  'handoff.rejected': { roles: marketing, byMail: ['marketing'], undoneWithin: 30 },
  'handoff.repair_nearly_out': { roles: marketing, byMail: [], urgent: true },
  'handoff.repair_overdue': { roles: marketing, byMail: ['marketing'], urgent: true },
  'handoff.appealed': { roles: sales, byMail: ['sales'] },
  'handoff.appeal_upheld': { roles: marketing, byMail: ['marketing'] },
  'handoff.appeal_overturned': { roles: marketing, byMail: ['marketing'] },
  'handoff.asked': { roles: bothTeams, byMail: ['marketing', 'sales'] },
  'handoff.answered': { roles: bothTeams, byMail: ['marketing', 'sales'] },
  'handoff.mentioned': { roles: everybody, byMail: everybody },
  'item.requested': { roles: bothTeams, byMail: ['marketing', 'sales'] },
  'item.request_agreed': { roles: bothTeams, byMail: ['marketing', 'sales'] },
  'item.request_declined': { roles: bothTeams, byMail: ['marketing', 'sales'] },
  'feed.stale': { roles: marketing, byMail: marketing, ofTeam: true },
  'delivery.failed': { roles: everybody, byMail: [], insideOnly: true },
} as const satisfies Record<string, Kind>;

export type NewsKind = keyof typeof newsKinds;

export const isNewsKind = (kind: string): kind is NewsKind => Object.hasOwn(newsKinds, kind);

/** The kinds that may leave Samspil. */
export const sendableKinds = (Object.keys(newsKinds) as NewsKind[]).filter((kind) => !kindOf(kind).insideOnly);

/** What holds of a kind. */
export function kindOf(kind: NewsKind): Kind {
  return newsKinds[kind];
}
