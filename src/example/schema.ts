import { z } from 'zod';
import { id, language } from '../platform/fields.ts';

export const exampleBody = z.strictObject({ language: language.default('en') });
export const exampleState = z.object({
  state: z.enum(['none', 'loading', 'ready']),
  workspaceId: id.nullable(),
  progress: z.number().int().min(0).max(100),
});
export type ExampleState = z.output<typeof exampleState>;
