import type { Problem } from '../../platform/errors.ts';
import type { Stage } from '../lifecycle.ts';
import type { Refusal } from './schema.ts';

/** Why an act on one lead was refused, as data for the screen to word: from the problem that its own command answered. */
export function refusalOf({ status, detail, faults }: Problem, stage: Stage): Refusal {
  const items = faults.flatMap(({ pointer }) => (pointer.startsWith('/items/') ? [pointer.slice('/items/'.length)] : []));
  if (items.length > 0) return { code: 'incomplete', stage, missing: items, detail };
  const criteria = faults.filter(({ pointer }) => pointer === '/leadId');
  if (criteria.length > 0) return { code: 'not_ready', stage, missing: criteria.map((fault) => fault.detail), detail };
  return { code: status === 409 ? 'stage' : 'other', stage, missing: [], detail };
}
