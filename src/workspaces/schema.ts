import { z } from 'zod';
import { country, currency, id, instant, language, shortText } from '../platform/fields.ts';

export const role = z.enum(['admin', 'marketing', 'sales', 'finance', 'leadership']);
export const team = z.enum(['marketing', 'sales', 'finance', 'leadership']);

export const email = z.string().trim().toLowerCase().max(254).pipe(z.email('an e-mail address, for example anna@firma.dk'));

/** NIST SP 800-63B: length is what counts; no composition rules. */
export const password = z.string().min(15, 'at least 15 characters; a sentence is easy to remember').max(256);

const timeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}, 'an IANA time zone, for example Europe/Copenhagen');

export const setupState = z.object({ needed: z.boolean() });
export const setupBody = z.strictObject({
  name: shortText,
  email,
  password,
  workspaceName: shortText,
  country,
  language: language.default('en'),
});
export const signInBody = z.strictObject({ email: z.string().max(300), password: z.string().max(1000) });
export const invitationParams = z.object({ token: z.string().min(10).max(200) });
export const invitation = z.object({ name: z.string(), email: z.string(), workspace: z.string() });
export const acceptInvitationBody = z.strictObject({ password });

const workspaceFields = { name: shortText, country, timeZone, currency };
export const workspace = z.object({ id, ...workspaceFields, name: z.string(), timeZone: z.string(), example: z.boolean() });
export const workspacePatch = z.strictObject(workspaceFields).partial();

export const me = z.object({
  user: z
    .object({
      id,
      name: z.string(),
      email: z.string(),
      language,
      colorScheme: z.enum(['auto', 'light', 'dark']),
      numberFormat: z.string().nullable(),
    })
    .nullable(),
  member: z.object({ id, role, team, head: z.boolean() }).nullable(),
  workspace,
  workspaces: z.array(z.object({ id, name: z.string(), example: z.boolean() })),
  now: instant,
});
export type Me = z.input<typeof me>;
export const mePatch = z
  .strictObject({
    language,
    colorScheme: z.enum(['auto', 'light', 'dark']),
    numberFormat: z.string().max(35).nullable(),
    name: shortText,
  })
  .partial();
export const chooseWorkspaceBody = z.strictObject({ id });

export const member = z.object({
  id,
  userId: id,
  name: z.string(),
  email: z.string(),
  role,
  team,
  head: z.boolean(),
  calendarId: id.nullable(),
  monthlyCapacity: z.number().int().nullable(),
  createdAt: instant,
  leftAt: instant.nullable(),
  invited: z.boolean().describe('Invited and not yet signed in'),
});
export const newMember = z.strictObject({
  email,
  name: shortText,
  role,
  team,
  head: z.boolean().default(false),
  monthlyCapacity: z.number().int().min(0).max(100_000).nullable().default(null),
});
export const memberPatch = z
  .strictObject({
    role,
    team,
    head: z.boolean(),
    calendarId: id.nullable(),
    monthlyCapacity: z.number().int().min(0).max(100_000).nullable(),
    left: z.boolean(),
  })
  .partial();
export const memberCreated = z.object({
  id,
  invitationUrl: z.string().nullable().describe('Shown once; null when the user already has a password'),
});

export const scope = z.enum(['read', 'write', 'history']).describe('read; write; history: record what happened in the past');
export const apiKey = z.object({
  id,
  name: z.string(),
  hint: z.string(),
  scopes: z.array(scope),
  createdAt: instant,
  revokedAt: instant.nullable(),
});
export const newApiKey = z.strictObject({
  name: shortText.default('API key'),
  scopes: z.array(scope).min(1).default(['read', 'write']),
});
export const writeKey = z.object({ id, name: z.string(), hint: z.string(), createdAt: instant, revokedAt: instant.nullable() });
export const newWriteKey = z.strictObject({ name: shortText.default('Website') });
export const keyShownOnce = z.object({ id, key: z.string().describe('Shown once; only its hash is kept') });
