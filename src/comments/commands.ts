import { oneAgreement } from '../agreements/reports.ts';
import { oneDefinition } from '../definitions/reports.ts';
import { allCriteria } from '../definitions/schema.ts';
import { memberId, type Context } from '../platform/context.ts';
import { conflict, notFound, unprocessable } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { answerQuestion, handoffWords, tellOfComment } from './asked/commands.ts';
import type { NewComment } from './schema.ts';

/**
 * Says something of a version, of one criterion or clause in it, or of a hand-off. In the thread of a hand-off it may be a question, or
 * the answer to one, and tells whom it mentions.
 * @throws Problem 404 for no such version or hand-off; 422 naming the keys there are when `about` is none of them, the question or the
 * member that is not there
 */
export async function makeComment(context: Context, given: NewComment): Promise<string> {
  const { db, workspace, actor, now } = context;
  const { subjectKind, subjectId, about = null, body, asks, answers = null } = given;
  const thread = subjectKind === 'handoff' ? await handoffWords(context, given) : null;
  if (!thread) await checkAbout(context, given);
  const question = answers === null ? null : await answerQuestion(context, { handoffId: subjectId, id: answers });
  const id = newId();
  await db
    .insertInto('comments')
    .values({
      workspaceId: workspace,
      id,
      subjectKind,
      subjectId,
      about,
      body,
      asks,
      answers,
      memberId: memberId(actor),
      madeAt: now,
    })
    .execute();
  await recordEvent(context, {
    type: `${subjectKind}.${asks ? 'asked' : question ? 'answered' : 'commented'}`,
    subject: { kind: subjectKind, id: subjectId },
    data: { commentId: id, about, body, ...(answers && { answers }) },
  });
  if (thread) await tellOfComment(context, { id, asks, asker: question?.memberId ?? null, ...thread });
  return id;
}

/** @throws Problem 404 for no such version; 422 for a key that is not in it, and for a question: those are asked of hand-offs */
async function checkAbout(context: Context, given: NewComment): Promise<void> {
  const { about, asks, answers } = given;
  const keys = await keysOf(context, given);
  if (about !== undefined && !keys.includes(about))
    throw unprocessable(`"${about}" is not in this version, which has ${keys.join(', ')}.`, [
      { pointer: '/about', detail: `one of ${keys.join(', ')}` },
    ]);
  if (asks || answers !== undefined)
    throw unprocessable('Questions and their answers belong to the thread of a hand-off; of a version, write a comment.', [
      { pointer: asks ? '/asks' : '/answers', detail: 'only with subjectKind "handoff"' },
    ]);
}

/** What may be spoken of in a version. @throws Problem 404 for no such version */
async function keysOf(context: Context, { subjectKind, subjectId }: NewComment): Promise<string[]> {
  if (subjectKind === 'agreement') return (await oneAgreement(context, subjectId)).clauses.map(({ key }) => key);
  return allCriteria((await oneDefinition(context, subjectId)).body).map(({ key }) => key);
}

/** Says that a comment is dealt with. @throws Problem 404; 409 naming who said so before */
export const resolveComment = (context: Context, id: string) => settle(context, id, true);

/** Says that it is not after all. @throws Problem 404; 409 when it is open */
export const reopenComment = (context: Context, id: string) => settle(context, id, false);

async function settle(context: Context, id: string, resolved: boolean): Promise<void> {
  const { db, actor, now } = context;
  const comment = await db
    .selectFrom('comments')
    .select(['subjectKind', 'subjectId', 'resolvedAt', 'body'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!comment) throw notFound();
  if (resolved === (comment.resolvedAt !== null))
    throw conflict(
      comment.resolvedAt ? `This comment was resolved at ${comment.resolvedAt.toISOString()}.` : 'This comment is open.',
    );
  await db
    .updateTable('comments')
    .set(resolved ? { resolvedAt: now, resolvedBy: memberId(actor) } : { resolvedAt: null, resolvedBy: null })
    .where('id', '=', id)
    .execute();
  await recordEvent(context, {
    type: `${comment.subjectKind}.comment_${resolved ? 'resolved' : 'reopened'}`,
    subject: { kind: comment.subjectKind, id: comment.subjectId },
    data: { commentId: id, body: comment.body },
  });
}
