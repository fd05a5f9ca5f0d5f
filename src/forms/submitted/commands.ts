import { createHash } from 'node:crypto';
import { questionOf } from '../../agreements/items.ts';
import { lockCustomers } from '../../companies/commands.ts';
import { answerInWords } from '../../information/answer.ts';
import { definitionInForce } from '../../definitions/reports.ts';
import { openLead } from '../../leads/commands.ts';
import { assertEvidence } from '../../leads/evidence/commands.ts';
import type { Context } from '../../platform/context.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { said } from '../../touchpoints/sentences.ts';
import { arrive, type Sender } from '../../touchpoints/tracking/arrival.ts';
import { recordMessages } from '../../touchpoints/tracking/commands.ts';
import type { Fate } from '../../touchpoints/tracking/fate.ts';
import { messagesOf, type Told } from '../messages.ts';
import { trapField } from '../page.ts';
import type { FormField } from '../schema.ts';
import { insertFormAnswers, type StoredForm } from '../store.ts';
import { formWords } from '../words.ts';

export interface Submission extends Pick<
  Told,
  'language' | 'items' | 'answers' | 'email' | 'visitor' | 'consents' | 'page' | 'referrer'
> {
  /** The items that were asked. */
  asked: readonly string[];
  /** The id of the page that was filled in; null for a form that the website shows itself. */
  rendering: string | null;
  /** What stands in the field that no visitor sees. */
  trapped: string;
  sender: Sender;
}

/**
 * Takes a submission through the door that every touch comes by: the person is recognised, the touch stored, and what they said yes to
 * kept, each exactly once however often it is sent. Then its answers become values of their items, and evidence.
 * What a machine filled in is kept in quarantine, and nothing follows from it.
 */
export async function takeSubmission(context: Context, form: StoredForm, submission: Submission): Promise<Fate> {
  const { now } = context;
  const messageId = idOf(form, submission, now);
  const { touch, others } = messagesOf({ ...submission, form, messageId });
  const { sender, trapped } = submission;
  const arrivals = [touch, ...(trapped === '' ? others : [])].map((message) => {
    const text = JSON.stringify(message);
    const delivery = { receivedAt: now, sender, call: null, envelope: {} };
    const arrival = arrive(message, delivery, { octets: Buffer.from(text), originals: [text] });
    return trapped === ''
      ? arrival
      : { ...arrival, reading: { ok: false as const, said: said('trapFilledIn'), path: `/${trapField}` } };
  });
  // Whoever is recognised here is written about below, where nobody else may be deciding who they are.
  if (trapped === '') await lockCustomers(context, 'exclusive');
  const fates = await recordMessages(context, form.writeKeyId, arrivals);
  const [fate] = fates;
  if (!fate) throw new Error('a submission has a touch');
  if (fate.outcome === 'accepted' && fate.personId !== null && !fate.touch?.bot)
    await followUp(context, form, submission, { messageId, personId: fate.personId });
  return fate;
}

/** The same answers from the same page are one submission; a website's own form has no page of ours, and there they are one within a day. */
function idOf({ id }: StoredForm, { rendering, answers, email, asked, consents }: Submission, now: Date): string {
  const said = JSON.stringify([[...answers], email, asked, consents]);
  const hash = createHash('sha256').update(said).digest('base64url').slice(0, 27);
  return `form:${id}:${rendering ?? now.toISOString().slice(0, 10)}:${hash}`;
}

async function followUp(
  context: Context,
  form: StoredForm,
  { asked, answers, items, language }: Submission,
  { messageId, personId }: { messageId: string; personId: string },
): Promise<void> {
  const rows = asked.map((itemKey) => ({ id: newId(), itemKey, value: answers.get(itemKey) ?? null }));
  await insertFormAnswers(context, { formId: form.id, personId, messageId }, rows);
  const soft = (await definitionInForce(context, context.now))?.body.soft ?? [];
  const asserted = form.fields.flatMap((field) => {
    const answer = answers.get(field.item);
    const criterion = field.asserts?.criterion;
    const item = items.get(field.item);
    if (answer === undefined || criterion === undefined || !item || !asserts(field, answer, questionOf(item)?.kind)) return [];
    if (!soft.some(({ key }) => key === criterion)) return [];
    const question = questionOf(item);
    const yesNo = { yes: formWords.yes[language], no: formWords.no[language] };
    const words = answerInWords(question, answer, language, yesNo);
    const isSentence = question?.kind === 'text' || question?.kind === 'long_text';
    return [{ criterion, quote: isSentence ? words : `${(question?.question ?? item.label)[language]} ${words}` }];
  });
  if (asserted.length > 0) {
    const lead = await latestLead(context, personId);
    for (const { criterion, quote } of asserted) await assertEvidence(context, lead, { criterion, quote, source: 'form' });
  }
  await recordEvent(context, {
    type: 'form.submitted',
    subject: { kind: 'form', id: form.id },
    data: { personId, messageId, asked: [...asked], answers: Object.fromEntries(answers) },
  });
}

/** Whether an answer is evidence: one of those named, else any but a no. */
function asserts({ asserts: said }: FormField, answer: string, kind: string | undefined): boolean {
  return said?.when ? said.when.includes(answer) : kind !== 'yes_no' || answer === 'yes';
}

/** The passage the person is in, else their last; opened where there is none yet. */
async function latestLead(context: Context, personId: string): Promise<string> {
  const lead = await context.db
    .selectFrom('leads')
    .select('id')
    .where('personId', '=', personId)
    .orderBy('closedAt', (order) => order.desc().nullsFirst())
    .limit(1)
    .executeTakeFirst();
  return lead?.id ?? (await openLead(context, personId)).id;
}
