import type { z } from 'zod';
import type { newAttempt } from '../../../src/leads/schema.ts';

/** What is told of a contact with a lead. */
export type ContactReport = z.input<typeof newAttempt>;
export type ContactKind = ContactReport['kind'];

export const contactKinds = ['call', 'mail', 'meeting'] as const;
