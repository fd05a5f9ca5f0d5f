import { memberId, type Context } from '../platform/context.ts';
import { conflict, notFound, unprocessable } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { clashing } from './clash.ts';
import { currentTerms } from './reports.ts';
import type { NewTerm } from './schema.ts';

/**
 * Adds a word to the workspace's own.
 * @throws Problem 422 for a word of the product, 409 for one the workspace has
 */
export async function addTerm(context: Context, given: NewTerm): Promise<string> {
  await lockTerms(context);
  await assertFree(context, given, null);
  const id = newId();
  await save(context, { id, version: 1, ...given, removed: false });
  await recordEvent(context, { type: 'term.added', subject: { kind: 'term', id }, data: { ...given } });
  return id;
}

/** Says a word or its meaning anew; what it was stays on record. @throws Problem 404; 409 and 422 as for a new one */
export async function changeTerm(context: Context, id: string, given: NewTerm): Promise<void> {
  await lockTerms(context);
  const { version, word, meaning } = await current(context, id);
  await assertFree(context, given, id);
  await save(context, { id, version: version + 1, ...given, removed: false });
  await recordEvent(context, {
    type: 'term.changed',
    subject: { kind: 'term', id },
    data: { before: { word, meaning }, after: given },
  });
}

/** Takes a word away; its history stays. @throws Problem 404 */
export async function removeTerm(context: Context, id: string): Promise<void> {
  await lockTerms(context);
  const { version, word, meaning } = await current(context, id);
  await save(context, { id, version: version + 1, word, meaning, removed: true });
  await recordEvent(context, { type: 'term.removed', subject: { kind: 'term', id }, data: { word, meaning } });
}

async function current(context: Context, id: string) {
  const found = (await currentTerms(context)).find((each) => each.id === id);
  if (!found) throw notFound();
  return found;
}

async function assertFree(context: Context, { word }: NewTerm, self: string | null): Promise<void> {
  const own = (await currentTerms(context)).filter(({ id }) => id !== self);
  const clash = clashing(word, own);
  if (!clash) return;
  if (clash.with === 'own') throw conflict(`"${clash.word}" is among your own words already. Change that one instead.`);
  throw unprocessable(`"${clash.word}" is a word of Samspil itself and keeps its meaning. Take another word for yours.`, [
    { pointer: `/word/${clash.language}`, detail: 'another word' },
  ]);
}

function save({ db, workspace, actor, now }: Context, term: NewTerm & { id: string; version: number; removed: boolean }) {
  const { id, version, word, meaning, removed } = term;
  return db
    .insertInto('termVersions')
    .values({
      workspaceId: workspace,
      termId: id,
      version,
      word: JSON.stringify(word),
      meaning: JSON.stringify(meaning),
      removed,
      memberId: memberId(actor),
      savedAt: now,
    })
    .execute();
}

/** One change of the words at a time: of two who add the same one, the second hears of the first. */
async function lockTerms({ db, workspace }: Context): Promise<void> {
  await db.selectFrom('workspaces').select('id').where('id', '=', workspace).forNoKeyUpdate().execute();
}
