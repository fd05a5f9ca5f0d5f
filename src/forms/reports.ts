import { sql } from 'kysely';
import type { z } from 'zod';
import type { BriefingItem } from '../agreements/briefing-item.ts';
import { profileFieldOf, questionOf } from '../agreements/items.ts';
import { touchMatcher } from '../definitions/matching.ts';
import { definitionInForce } from '../definitions/reports.ts';
import { contractAt } from '../information/reports.ts';
import { knownOf } from '../information/known/reports.ts';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { Language } from '../platform/fields.ts';
import type { KnownVisitor } from './asked.ts';
import { messagesOf } from './messages.ts';
import { emailQuestion, type form, type FormDefinition } from './schema.ts';
import { storedForms, type StoredForm } from './store.ts';

type Item = z.output<typeof form>;

/** The items that forms may ask now, by key: those of the contract with a question. The address is asked by every form. */
export async function askableItems(context: Context): Promise<ReadonlyMap<string, BriefingItem>> {
  const { items } = await contractAt(context, context.now);
  const askable = items.filter(
    (item) => questionOf(item) !== undefined && item.key !== emailQuestion && profileFieldOf(item) !== 'email',
  );
  return new Map(askable.map((item) => [item.key, item]));
}

/** All forms with how often each field is answered; open ones first. */
export async function listForms(context: Context): Promise<Item[]> {
  return withFigures(context, await storedForms(context.db));
}

/** @throws Problem 404 */
export async function oneForm(context: Context, id: string): Promise<Item> {
  const [found] = await withFigures(context, await storedForms(context.db, id));
  if (!found) throw notFound();
  return found;
}

/** A form as it is kept, while it is open. */
export async function openForm(context: Context, id: string): Promise<StoredForm | undefined> {
  const [found] = await storedForms(context.db, id);
  return found && found.closedAt === null ? found : undefined;
}

async function withFigures(context: Context, forms: StoredForm[]): Promise<Item[]> {
  const { db, workspace } = context;
  const { rows } = await sql<{ formId: string; itemKey: string; asked: number; answered: number }>`
    select form_id, item_key, count(*) as asked, count(value) as answered from item_answers
     where workspace_id = ${workspace} and form_id is not null group by form_id, item_key`.execute(db);
  const sent = await db
    .selectFrom('itemAnswers')
    .select(['formId', sql<number>`count(distinct message_id)`.as('submissions'), sql<Date>`max(answered_at)`.as('lastAt')])
    .where('formId', 'is not', null)
    .groupBy('formId')
    .execute();
  const names = await db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .select(['members.id', 'users.name'])
    .execute();
  const askable = await askableItems(context);
  const definition = await definitionInForce(context, context.now);
  const raises = (definition?.body.handRaise ?? []).map(({ touches }) => touchMatcher(touches));
  return forms.map(({ createdBy, fields, ...rest }) => {
    const figures = sent.find(({ formId }) => formId === rest.id);
    const touch = touchAs(rest);
    return {
      ...rest,
      fields: fields.map((field) => {
        const own = rows.find(({ formId, itemKey }) => formId === rest.id && itemKey === field.item);
        return { ...field, inContract: askable.has(field.item), asked: own?.asked ?? 0, answered: own?.answered ?? 0 };
      }),
      submissions: figures?.submissions ?? 0,
      lastSubmittedAt: figures?.lastAt ?? null,
      raisesHand: definition ? raises.some((matches) => matches(touch)) : null,
      createdBy: createdBy === null ? null : { id: createdBy, name: names.find(({ id }) => id === createdBy)?.name ?? '' },
    };
  });
}

/** A form's submission as the rules of the definition see it. */
function touchAs(given: Pick<StoredForm, 'id' | 'name' | 'handRaise'>) {
  const { touch } = messagesOf({
    form: { ...given, consent: null },
    messageId: '',
    language: 'en',
    items: new Map(),
    answers: new Map(),
    email: null,
    visitor: null,
    consents: false,
    page: '',
    referrer: null,
  });
  return {
    id: '',
    occurredAt: new Date(0),
    kind: 'form' as const,
    channel: 'direct' as const,
    path: `/f/${given.id}`,
    content: null,
    name: given.name,
    event: String(touch['event']),
    bot: false,
  };
}

/** The words a visitor is asked with, by language; null where nothing is asked. A version in one language is shown in that one. */
export async function consentWords(
  { db }: Context,
  consent: FormDefinition['consent'],
  language: Language,
): Promise<string | null> {
  if (!consent) return null;
  const texts = await db.selectFrom('consentTexts').select(['language', 'text']).where('version', '=', consent.text).execute();
  return (texts.find((text) => text.language === language) ?? (texts.length === 1 ? texts[0] : undefined))?.text ?? null;
}

/** The id of a browser that has said yes to being recognised, and has not said no since; null for any other. */
export async function recognisable({ db }: Context, anonymousId: string | null): Promise<string | null> {
  if (anonymousId === null) return null;
  const said = await db
    .selectFrom('consents')
    .select('granted')
    .where('anonymousId', '=', anonymousId)
    .where('purpose', '=', 'analytics')
    .orderBy('at', 'desc')
    .orderBy('granted')
    .limit(1)
    .executeTakeFirst();
  return said?.granted ? anonymousId : null;
}

/** What is known of the one whose browser this is, by its id if that may be used; null for a stranger. */
export async function visitorOf(
  context: Context,
  anonymousId: string | null,
  items: ReadonlyMap<string, BriefingItem>,
): Promise<KnownVisitor | null> {
  if (anonymousId === null) return null;
  const { db, workspace } = context;
  const { rows } = await sql<{ personId: string; email: string | null }>`
    select p.id as person_id, p.email from identities i
      join people p on p.workspace_id = i.workspace_id and p.id = i.person_id and p.merged_into is null
     where i.workspace_id = ${workspace} and i.kind = 'anonymous_id' and i.value = ${anonymousId}`.execute(db);
  const [person] = rows;
  if (!person) return null;
  const known = await knownOf(context, person.personId, [...items.values()]);
  const empty = await db
    .selectFrom('itemAnswers')
    .select('itemKey')
    .distinct()
    .where('personId', '=', person.personId)
    .where('value', 'is', null)
    .execute();
  return {
    known: new Set(known.filter(({ filled }) => filled).map(({ key }) => key)),
    leftEmpty: new Set(empty.map(({ itemKey }) => itemKey)),
    email: person.email,
  };
}
