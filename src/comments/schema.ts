import { z } from 'zod';
import { id, instant, listQuery, longText } from '../platform/fields.ts';

/** The contract of comments: what both teams say of a version of what they sign, and of a hand-off. */

const ref = z.object({ id, name: z.string() });
const subjectKind = z.enum(['definition', 'agreement', 'handoff']);

export const comment = z.object({
  id,
  about: z.string().nullable().describe('Key of the criterion or clause; null: the whole version, or a hand-off'),
  body: z.string().describe('In that of a hand-off "@[id]" mentions a member'),
  mentions: z
    .array(ref)
    .describe(
      'Whom the body mentions, as they are called now, also those who have left; with the e-mail address where another member is called the same',
    ),
  asks: z.boolean().describe('A question: open until it is resolved'),
  answers: id.nullable().describe('The question it answers'),
  member: ref.nullable(),
  team: z.enum(['marketing', 'sales', 'finance', 'leadership']).nullable().describe('Of who wrote it'),
  madeAt: instant,
  resolved: z.object({ member: ref.nullable(), at: instant }).nullable().describe('Null while it is open'),
});
export type Comment = z.input<typeof comment>;

export const commentQuery = listQuery.extend({ subjectKind, subjectId: id });
export const newComment = z.strictObject({
  subjectKind,
  subjectId: id,
  about: z.string().max(60).optional().describe('Key of a criterion or clause of that version'),
  body: longText.describe('Of a hand-off it may mention members, each as "@[id]": they are told'),
  asks: z.boolean().default(false).describe('Only of a hand-off: a question. The clock runs on'),
  answers: id.optional().describe('Only of a hand-off: the question it answers, which is resolved by that'),
});
export type NewComment = z.output<typeof newComment>;
