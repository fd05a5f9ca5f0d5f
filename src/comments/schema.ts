import { z } from 'zod';
import { id, instant, listQuery, longText } from '../platform/fields.ts';

/** The contract of comments: what both teams say of a version of what they sign. */

const ref = z.object({ id, name: z.string() });
const subjectKind = z.enum(['definition', 'agreement']);

export const comment = z.object({
  id,
  about: z.string().nullable().describe('Key of the criterion or clause; null: the whole version'),
  body: z.string(),
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
  body: longText,
});
export type NewComment = z.output<typeof newComment>;
