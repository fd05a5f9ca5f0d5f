import type { z } from 'zod';
import type { newAttempt } from '../../../src/leads/schema.ts';

/** What is told of a contact with a lead. */
export type ContactReport = z.input<typeof newAttempt>;
export type ContactKind = ContactReport['kind'];

export const contactKinds = ['call', 'mail', 'meeting'] as const;

/** How a contact may have gone, in the order of the keys 1, 2, 3. */
export const responses = ['reached', 'no_answer', 'awaiting'] as const;
