import { liftSuppressionsOf } from '../../consents/suppressed/commands.ts';
import type { Context } from '../../platform/context.ts';
import { matchAnew, settleLeads } from '../../revenue/commands.ts';
import type { Subject } from '../desk.ts';
import {
  currentRows,
  dealsBehind,
  forgetEffects,
  hasTouchpoints,
  lastEffects,
  leadsBehind,
  removeBareLeads,
  removeGuesses,
  removeRows,
  removeTouchpoints,
  restoreColumns,
  type Effect,
} from '../effects/store.ts';
import { lockForWriting } from '../loading/commands.ts';
import type { ImportRow, Undone } from '../store.ts';
import { tellOfRemoved } from '../touchpoints/commands.ts';
import { restorable } from '../undo.ts';

/**
 * Undoes a part of an import, the last of what it did first: takes away rows it made and puts back values it changed, except where somebody
 * has changed them since or something has come to them. A lead that a deal carried along stays where it is, because its moves are facts;
 * one that touches alone had moved on is moved back when all of them are gone.
 * @returns what the undoing has come to with this part; null when there is nothing left to undo
 */
export async function undoPart(
  context: Context,
  { id, kind, createdAt, undone }: Pick<ImportRow, 'id' | 'kind' | 'createdAt' | 'undone'>,
  size: number,
): Promise<Undone | null> {
  await lockForWriting(context, kind);
  const sum = undone ?? { removed: 0, restored: 0, kept: [] };
  if (kind === 'touchpoints') {
    const removed = await removeTouchpoints(context, id, size);
    if (removed > 0) {
      if (!(await hasTouchpoints(context, id))) await tellOfRemoved(context, { id, createdAt });
      return { ...sum, removed: sum.removed + removed };
    }
  }
  if (kind === 'suppressions') {
    const removed = await liftSuppressionsOf(context, id);
    if (removed > 0) return { ...sum, removed: sum.removed + removed };
  }
  const effects = await lastEffects(context.db, id, size);
  const first = effects.at(-1);
  if (first === undefined) return null;
  const kept = new Map(sum.kept.map((each) => [each.kind, each.count]));
  const keep = (subject: string, count: number) => count > 0 && kept.set(subject, (kept.get(subject) ?? 0) + count);
  let { removed, restored } = sum;
  const companies: string[] = [];
  for (const { subject, made, some } of runsOf(effects)) {
    const ids = some.map(({ subjectId }) => subjectId);
    const deals = made ? await dealsBehind(context.db, subject, ids) : [];
    const leads = made && subject === 'deal' ? await leadsBehind(context.db, ids) : 0;
    if (made && subject === 'person') await removeBareLeads(context, ids);
    if (made) await removeGuesses(context, subject, ids);
    const done = made ? await removeRows(context, subject, some) : await restoreRows(context, subject, some);
    if (made) removed += done;
    else restored += done;
    keep(subject, some.length - done);
    keep('lead', leads);
    if (subject === 'company' && done < some.length) companies.push(...ids);
    await settleLeads(context, deals);
  }
  if (companies.length > 0) await matchAnew(context, { companies });
  await forgetEffects(context.db, id, first.sequence);
  return { removed, restored, kept: Array.from(kept, ([subject, count]) => ({ kind: subject, count })) };
}

/** Effects that follow each other on one kind of row, made or changed. */
function runsOf(effects: Effect[]): { subject: Subject; made: boolean; some: Effect[] }[] {
  const runs: { subject: Subject; made: boolean; some: Effect[] }[] = [];
  for (const effect of effects) {
    const [subject, made] = [effect.subjectKind, effect.before === null];
    const last = runs.at(-1);
    // One row changed twice is put back in two steps, so that the second sees what the first restored.
    if (
      last?.subject === subject &&
      last.made === made &&
      (made || !last.some.some(({ subjectId }) => subjectId === effect.subjectId))
    )
      last.some.push(effect);
    else runs.push({ subject, made, some: [effect] });
  }
  return runs;
}

async function restoreRows(context: Context, subject: Subject, effects: Effect[]): Promise<number> {
  const current = await currentRows(
    context,
    subject,
    effects.map(({ subjectId }) => subjectId),
  );
  const rows = effects.flatMap(({ subjectId: id, before, after }) => {
    const columns = restorable(current.get(id) ?? {}, before ?? {}, after);
    return Object.keys(columns).length === 0
      ? []
      : [{ columns, isWhole: Object.keys(columns).length === Object.keys(before ?? {}).length, row: { id, ...columns } }];
  });
  if (rows.length > 0)
    await restoreColumns(
      context,
      subject,
      rows.map(({ row }) => row),
    );
  return rows.filter(({ isWhole }) => isWhole).length;
}
