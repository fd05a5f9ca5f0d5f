import { z } from 'zod';
import { id, instant, pageQuery } from '../platform/fields.ts';

/** What a member should hear of. The screen words it by its kind; `data` are the facts it needs. */
export const notification = z.object({
  id,
  kind: z.string().describe('handoff.assigned, handoff.overdue …'),
  subjectKind: z.string(),
  subjectId: id,
  data: z.record(z.string(), z.unknown()),
  about: z
    .object({ person: z.string().nullable(), company: z.string().nullable() })
    .nullable()
    .describe('Whose hand-off it is, as they are called now; null for other subjects'),
  createdAt: instant,
  readAt: instant.nullable(),
});
export type Notification = z.input<typeof notification>;

export const notificationQuery = pageQuery.extend({
  unread: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('true: only those not read yet'),
});
