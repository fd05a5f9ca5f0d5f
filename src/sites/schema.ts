import { z } from 'zod';
import { domain } from '../companies/schema.ts';
import { instant } from '../platform/fields.ts';

export const ownDomain = z.object({ domain: z.string(), createdAt: instant });
export type OwnDomain = z.input<typeof ownDomain>;
export const newOwnDomain = z.strictObject({ domain });
export const ownDomainParams = z.object({ domain: z.string().max(253) });
