import { z } from 'zod';
import { id, instant, pageQuery } from '../platform/fields.ts';

/** The contract of the audit: what changed, who did it and when. */
export const auditEvent = z.object({
  id,
  at: instant.describe('When it happened'),
  recordedAt: instant,
  type: z.string(),
  actor: z.object({ kind: z.enum(['member', 'api_key', 'write_key', 'system']), id: id.nullable(), name: z.string().nullable() }),
  subject: z.object({ kind: z.string(), id: id.nullable() }),
  data: z.record(z.string(), z.unknown()),
});
export type AuditEvent = z.input<typeof auditEvent>;

export const eventQuery = pageQuery.extend({
  subject: id.optional().describe('Only what happened to this one'),
  type: z.string().max(60).optional().describe('Only this kind of change, for example lead.moved'),
});
