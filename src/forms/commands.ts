import { questionOf } from '../agreements/items.ts';
import { definitionInForce } from '../definitions/reports.ts';
import { memberId, type Context } from '../platform/context.ts';
import { conflict, notFound, unprocessable, type Fault } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import type { Language } from '../platform/fields.ts';
import { newId } from '../platform/ids.ts';
import { createWriteKey } from '../workspaces/commands.ts';
import { askableItems } from './reports.ts';
import type { FormDefinition } from './schema.ts';
import { columnsOf, storedForms } from './store.ts';

/**
 * Makes a form with a door of its own, by which its submissions are counted like those of any other source.
 * @throws Problem 422 naming items no form may ask, criteria the definition does not have and consent texts that are not here
 */
export async function createForm(context: Context, given: FormDefinition): Promise<{ id: string }> {
  const { db, workspace, actor, now } = context;
  await assertSound(context, given);
  const id = newId();
  const door = await createWriteKey(context, { name: given.name });
  await db
    .insertInto('forms')
    .values({
      workspaceId: workspace,
      id,
      ...columnsOf(given),
      writeKeyId: door.id,
      createdBy: memberId(actor),
      createdAt: now,
      changedAt: now,
    })
    .execute();
  await recordEvent(context, { type: 'form.created', subject: { kind: 'form', id }, data: { after: given } });
  return { id };
}

/** Changes what a form asks from now on. @throws Problem 404; 409 for one that is closed; 422 as for a new one */
export async function changeForm(context: Context, id: string, given: FormDefinition): Promise<void> {
  const { db, now } = context;
  const before = await lockedForm(context, id);
  await assertSound(context, given);
  await db
    .updateTable('forms')
    .set({ ...columnsOf(given), changedAt: now })
    .where('id', '=', id)
    .execute();
  const { name, texts, fields, questionsAtOnce, handRaise, consent } = before;
  await recordEvent(context, {
    type: 'form.changed',
    subject: { kind: 'form', id },
    data: { before: { name, texts, fields, questionsAtOnce, handRaise, consent }, after: given },
  });
}

/** Takes a form off: its address answers that it is closed, and what was answered stays. @throws Problem 404; 409 for one that is closed */
export async function closeForm(context: Context, id: string): Promise<void> {
  const { db, now } = context;
  await lockedForm(context, id);
  await db.updateTable('forms').set({ closedAt: now }).where('id', '=', id).execute();
  await recordEvent(context, { type: 'form.closed', subject: { kind: 'form', id } });
}

async function lockedForm({ db }: Context, id: string) {
  await db.selectFrom('forms').select('id').where('id', '=', id).forUpdate().execute();
  const [form] = await storedForms(db, id);
  if (!form) throw notFound();
  if (form.closedAt) throw conflict(`This form was closed at ${form.closedAt.toISOString()}; make a new one.`);
  return form;
}

async function assertSound(context: Context, { fields, consent, texts }: FormDefinition): Promise<void> {
  const items = await askableItems(context);
  const soft = (await definitionInForce(context, context.now))?.body.soft.map(({ key }) => key) ?? null;
  const faults = fields.flatMap(({ item, asserts }, index): Fault[] => {
    const at = `/fields/${index}`;
    const asked = items.get(item);
    if (!asked)
      return [{ pointer: `${at}/item`, detail: `"${item}" is not asked by forms; these are: ${[...items.keys()].join(', ')}` }];
    if (!asserts) return [];
    if (soft !== null && !soft.includes(asserts.criterion))
      return [{ pointer: `${at}/asserts/criterion`, detail: `one of the soft criteria in force: ${soft.join(', ')}` }];
    const question = questionOf(asked);
    const possible = question?.kind === 'yes_no' ? ['yes', 'no'] : question?.choices?.map(({ key }) => key);
    const strange = asserts.when?.filter((answer) => !possible?.includes(answer)) ?? [];
    return strange.length === 0
      ? []
      : [{ pointer: `${at}/asserts/when`, detail: possible ? `of ${possible.join(', ')}` : 'only for a choice, or yes and no' }];
  });
  if (consent) faults.push(...(await missingTexts(context, consent.text, Object.keys(texts) as Language[])));
  if (faults.length > 0)
    throw unprocessable(faults.map(({ pointer, detail }) => `${pointer.slice(1)}: ${detail}`).join('; '), faults);
}

/** What is shown is part of the proof: each language of a form needs the consent's words in it. */
async function missingTexts({ db }: Context, version: string, languages: readonly Language[]): Promise<Fault[]> {
  const rows = await db.selectFrom('consentTexts').select('language').where('version', '=', version).execute();
  const missing = languages.filter((language) => !rows.some((row) => row.language === language));
  return missing.length === 0
    ? []
    : [{ pointer: '/consent/text', detail: `a consent text of this version in ${missing.join(', ')}; add it first` }];
}
