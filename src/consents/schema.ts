import { z } from 'zod';
import { ref } from '../companies/schema.ts';
import { id, instant, pageQuery } from '../platform/fields.ts';
import { email } from '../workspaces/schema.ts';

/** Why an address gets no marketing mail. */
export const suppressionReasons = ['asked', 'unsubscribed', 'consent_withdrawn', 'complained', 'bounced', 'imported'] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

export const suppression = z.object({
  id,
  reason: z.enum(suppressionReasons),
  suppressedAt: instant,
  by: ref.describe('The member who added it'),
  person: ref.describe('Whose address it was when it was added; the address itself is kept as a keyed hash only'),
});
export type Suppression = z.input<typeof suppression>;

export const suppressionQuery = pageQuery.extend({
  address: email.optional().describe('Only this very address: whether it is on the list'),
  reason: z.enum(suppressionReasons).optional(),
});

export const newSuppression = z.strictObject({
  address: email,
  reason: z.enum(suppressionReasons).default('asked'),
});
