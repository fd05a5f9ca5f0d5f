import { sql } from 'kysely';
import type { Context, Db } from '../platform/context.ts';
import type { Database } from '../platform/database.ts';
import type { FormDefinition } from './schema.ts';

export interface StoredForm extends FormDefinition {
  id: string;
  writeKeyId: string;
  createdBy: string | null;
  createdAt: Date;
  changedAt: Date;
  closedAt: Date | null;
}

/** The workspace a form that is open belongs to; null for any other address. */
export async function workspaceOfForm(db: Database, id: string): Promise<string | null> {
  const { rows } = await sql<{ workspace: string | null }>`select workspace_of_form(${id}::uuid) as workspace`.execute(db);
  return rows[0]?.workspace ?? null;
}

/** All forms, or the one of an id: open ones first, by name. */
export async function storedForms(db: Db, id?: string): Promise<StoredForm[]> {
  let query = db
    .selectFrom('forms')
    .selectAll()
    .orderBy(sql`closed_at is not null`)
    .orderBy('name')
    .orderBy('id');
  if (id !== undefined) query = query.where('id', '=', id);
  return (await query.execute()).map(({ consentPurpose, consentText, texts, fields, workspaceId: _workspace, ...row }) => ({
    ...row,
    texts: texts as FormDefinition['texts'],
    fields: fields as FormDefinition['fields'],
    consent:
      consentPurpose === null || consentText === null
        ? null
        : { purpose: consentPurpose as NonNullable<FormDefinition['consent']>['purpose'], text: consentText },
  }));
}

/** The columns of a form's definition. */
export function columnsOf({ name, texts, fields, questionsAtOnce, handRaise, consent }: FormDefinition) {
  return {
    name,
    texts: JSON.stringify(texts),
    fields: JSON.stringify(fields),
    questionsAtOnce,
    handRaise,
    consentPurpose: consent?.purpose ?? null,
    consentText: consent?.text ?? null,
  };
}

/** An answer of a submission; null where the question was left empty. */
export interface FormAnswer {
  id: string;
  itemKey: string;
  value: string | null;
}

export async function insertFormAnswers(
  { db, workspace, now }: Context,
  { formId, personId, messageId }: { formId: string; personId: string; messageId: string },
  answers: readonly FormAnswer[],
): Promise<void> {
  if (answers.length === 0) return;
  await db
    .insertInto('itemAnswers')
    .values(
      answers.map((answer) => ({
        workspaceId: workspace,
        ...answer,
        personId,
        source: 'form',
        formId,
        messageId,
        answeredAt: now,
        recordedAt: now,
      })),
    )
    .execute();
}
