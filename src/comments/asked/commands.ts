import { getHandoff } from '../../handoffs/reports.ts';
import { memberOrHeads } from '../../handoffs/reps/reports.ts';
import { notify } from '../../notifications/commands.ts';
import { memberId, type Context } from '../../platform/context.ts';
import { unprocessable } from '../../platform/errors.ts';
import { mentionedIn, withNames } from '../mentions.ts';
import { namesOf } from '../reports.ts';
import type { NewComment } from '../schema.ts';

/** The thread of a hand-off: one team asks the other, and whoever is asked, answered or mentioned hears of it. The clock runs on. */

/** What a comment of a hand-off says, and to whom it may have to be told. */
interface HandoffWords {
  readonly handoff: { readonly id: string; readonly submittedBy: string | null; readonly assignedTo: string | null };
  readonly mentioned: readonly string[];
  /** With the mentions by name. */
  readonly words: string;
}

/** @throws Problem 404 for no such hand-off; 422 for a key, of which a hand-off has none, and naming who is mentioned but is no member, or no longer */
export async function handoffWords(context: Context, { subjectId, about, body }: NewComment): Promise<HandoffWords> {
  const { submittedBy, assignedTo } = await getHandoff(context, subjectId);
  if (about !== undefined)
    throw unprocessable('A hand-off is spoken of as a whole; leave "about" out.', [{ pointer: '/about', detail: 'left out' }]);
  const mentioned = mentionedIn(body);
  const members = await membersOf(context, mentioned);
  const names = await namesOf(context, mentioned);
  for (const id of mentioned) {
    const member = members.find((each) => each.id === id);
    if (!member) throw notMentionable(`@[${id}] is no member of this workspace; GET /api/v1/members lists them.`);
    if (member.leftAt !== null) throw notMentionable(`${member.name} has left the workspace and hears of nothing in it.`);
  }
  return {
    handoff: { id: subjectId, submittedBy: submittedBy?.id ?? null, assignedTo: assignedTo?.id ?? null },
    mentioned,
    words: withNames(body, (id) => names.get(id)),
  };
}

const notMentionable = (detail: string) => unprocessable(detail, [{ pointer: '/body', detail: 'mentions of members alone' }]);

async function membersOf({ db }: Context, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .select(['members.id', 'members.leftAt', 'users.name'])
    .where('members.id', 'in', [...ids])
    .execute();
}

/**
 * Takes a question as answered, by whoever answered first. Gives who asked.
 * @throws Problem 422 for what is no question of this hand-off
 */
export async function answerQuestion(
  { db, actor, now }: Context,
  { handoffId, id }: { handoffId: string; id: string },
): Promise<{ memberId: string | null }> {
  const question = await db
    .selectFrom('comments')
    .select(['memberId', 'resolvedAt'])
    .where('id', '=', id)
    .where('subjectKind', '=', 'handoff')
    .where('subjectId', '=', handoffId)
    .where('asks', '=', true)
    .forUpdate()
    .executeTakeFirst();
  if (!question)
    throw unprocessable('What is answered is no question of this hand-off.', [
      { pointer: '/answers', detail: 'the id of a comment of the same hand-off that asks' },
    ]);
  if (question.resolvedAt === null)
    await db
      .updateTable('comments')
      .set({ resolvedAt: now, resolvedBy: memberId(actor) })
      .where('id', '=', id)
      .execute();
  return question;
}

/** Tells each whom a comment concerns once, whichever way it does: who asked, who is asked, and who is mentioned besides. */
export async function tellOfComment(
  context: Context,
  { id, asks, asker, handoff, mentioned, words }: HandoffWords & { id: string; asks: boolean; asker: string | null },
): Promise<void> {
  const told = new Set([memberId(context.actor)]);
  const tell = async (kind: 'handoff.asked' | 'handoff.answered' | 'handoff.mentioned', members: readonly (string | null)[]) => {
    const others = members.filter((member) => !told.has(member));
    for (const member of others) told.add(member);
    await notify(context, others, { kind, subject: { kind: 'comment', id }, data: { handoffId: handoff.id, comment: words } });
  };
  await tell('handoff.answered', [asker]);
  if (asks) await tell('handoff.asked', await askedBy(context, handoff));
  await tell('handoff.mentioned', mentioned);
}

/** Whom a question of a hand-off is for: who has it, when marketing asks, else who submitted it; where nobody there can answer, that team's heads. */
async function askedBy(context: Context, handoff: HandoffWords['handoff']): Promise<string[]> {
  const { actor } = context;
  const asksSales = actor.kind === 'member' && actor.team === 'marketing';
  const one = asksSales ? handoff.assignedTo : handoff.submittedBy;
  return memberOrHeads(context, asksSales ? 'sales' : 'marketing', one === memberId(actor) ? null : one);
}
