import { isBefore, isWithMarketing, moves, type Stage } from '../../../src/leads/lifecycle.ts';

/** What moving a lead to another column of the board means: the command behind it. */
export type BoardAct = 'place' | 'hand-over' | 'accept' | 'give-back' | 'contact' | 'qualify' | 'recycle' | 'disqualify';

/** Why a column cannot be moved to: it stands there, a deal decides, sales has to answer first, it is another team's, or the lifecycle has no such way. */
export type BoardRefusal = 'here' | 'by-deal' | 'answer-first' | 'of-marketing' | 'of-sales' | 'no-way';

export type BoardMove = { readonly act: BoardAct } | { readonly refused: BoardRefusal };

const byDeal: ReadonlySet<Stage> = new Set<Stage>(['opportunity', 'won', 'invoiced']);

/**
 * What it takes to move a lead to a stage, or why it cannot be moved there. No more than the lifecycle allows, and only what has a
 * command: the stages of a deal follow the deal, and a contact is told, not dragged.
 */
export function boardMove(from: Stage, to: Stage, role: string): BoardMove {
  if (from === to) return { refused: 'here' };
  if (byDeal.has(to) || (to !== 'recycled' && to !== 'disqualified' && byDeal.has(from))) return { refused: 'by-deal' };
  const act = actTo(from, to);
  if (act === null) return { refused: from === 'submitted' ? 'answer-first' : 'no-way' };
  if ((act === 'place' || act === 'hand-over') && role !== 'marketing' && role !== 'admin') return { refused: 'of-marketing' };
  if (act === 'disqualify')
    return role === 'marketing' || role === 'sales' || role === 'admin' ? { act } : { refused: 'of-sales' };
  if (act !== 'place' && act !== 'hand-over' && role !== 'sales' && role !== 'admin') return { refused: 'of-sales' };
  return { act };
}

function actTo(from: Stage, to: Stage): BoardAct | null {
  if (to === 'recycled' || to === 'disqualified') {
    if (!moves[from].includes(to)) return null;
    return to === 'recycled' ? 'recycle' : 'disqualify';
  }
  if (isBefore(to, 'submitted')) return isBefore(from, 'submitted') ? 'place' : null;
  if (to === 'submitted') return isWithMarketing(from) ? 'hand-over' : null;
  if (from === 'submitted') {
    if (to === 'accepted') return 'accept';
    return to === 'rejected' ? 'give-back' : null;
  }
  const withSales = from === 'accepted' || from === 'working' || from === 'connected';
  if (!withSales || !isBefore(from, to)) return null;
  return to === 'sql' ? 'qualify' : 'contact';
}
