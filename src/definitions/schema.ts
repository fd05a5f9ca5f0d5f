import { z } from 'zod';
import { channels, touchKinds } from '../touchpoints/kinds.ts';

/** The body of a definition: what both teams agree a good lead is. A version of it is stored, signed and never changed. */

const key = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single hyphens, such as "pricing-page"');
const word = z.string().trim().min(1, 'must not be empty').max(200, 'must be at most 200 characters');
const words = z.array(word).min(1, 'must name at least one').max(200, 'must name at most 200');
const days = z.int('must be a whole number of days').min(1, 'must be at least 1 day').max(3650, 'must be at most 3650 days');
const points = z.number().positive('must be above 0').max(1000, 'must be at most 1000');
const score = z.number().min(0, 'must be at least 0').max(10_000, 'must be at most 10000');

/** What the teams call a criterion. A language without a label is shown by the app from the criterion's kind. */
export const labelsSchema = z.strictObject({
  en: word.optional(),
  da: word.optional(),
  nb: word.optional(),
  nl: word.optional(),
});
export type Labels = z.infer<typeof labelsSchema>;

const named = { key, labels: labelsSchema.optional() };

/** A fact about the company or the person. Words are compared without regard to case; an unknown fact never fits. */
export const profileTestSchema = z.discriminatedUnion('fact', [
  z.strictObject({
    fact: z.enum(['company.country', 'person.country']),
    in: z
      .array(z.string().regex(/^[A-Z]{2}$/, 'must be a two-letter country code such as "DK"'))
      .min(1)
      .max(250),
  }),
  z.strictObject({ fact: z.enum(['company.industry', 'person.role']), in: words }),
  z.strictObject({ fact: z.literal('person.title'), contains: words }),
  z
    .strictObject({ fact: z.literal('company.employees'), from: z.int().min(0).optional(), to: z.int().min(0).optional() })
    .refine(({ from, to }) => from !== undefined || to !== undefined, 'needs from, to or both')
    .refine(({ from = 0, to = Infinity }) => from <= to, 'from must not be above to'),
  z.strictObject({ fact: z.literal('person.answer'), field: word, in: words.optional() }),
]);
export type ProfileTest = z.infer<typeof profileTestSchema>;

/**
 * Which touches are meant: those that meet every list that is given. Paths, contents and names may hold `*` for any text and are
 * compared without regard to case; a path's query and trailing slash do not matter. A name is that of the thing (a form, a file, a
 * webinar) or of the event the sender tells of.
 */
export const touchTestSchema = z
  .strictObject({
    kinds: z.array(z.enum(touchKinds)).min(1).max(touchKinds.length).optional(),
    channels: z.array(z.enum(channels)).min(1).max(channels.length).optional(),
    paths: words.optional(),
    contents: words.optional(),
    names: words.optional(),
  })
  .refine(
    (test) => Object.values(test).some((list) => list !== undefined),
    'needs at least one of kinds, channels, paths, contents, names',
  );
export type TouchTest = z.infer<typeof touchTestSchema>;

const fitCriterion = z.strictObject({ ...named, weight: points, test: profileTestSchema });

const signal = z
  .strictObject({ ...named, touches: touchTestSchema, points, cap: points.optional(), withinDays: days.optional() })
  .refine(({ points, cap = points }) => cap >= points, { path: ['cap'], error: 'must not be below the points of one touch' });

const softCriterion = z.strictObject({
  key,
  labels: labelsSchema.refine(
    (labels) => Object.values(labels).some((label) => label !== undefined),
    'needs a label in at least one language',
  ),
  required: z.boolean().default(false),
  /** For how long an assertion holds that names no expiry of its own. */
  validDays: days.default(180),
});

const handRaiseRule = z.strictObject({ ...named, touches: touchTestSchema, withinDays: days.default(30) });

const hardCriterion = z.discriminatedUnion('kind', [
  /** Visits to the site: page touches with less than half an hour between them are one visit. */
  z.strictObject({ kind: z.literal('visits'), ...named, atLeast: z.int().min(1).max(1000), withinDays: days }),
  z.strictObject({
    kind: z.literal('touches'),
    ...named,
    touches: touchTestSchema,
    atLeast: z.int().min(1).max(1000),
    withinDays: days,
  }),
  z.strictObject({ kind: z.literal('profile'), ...named, test: profileTestSchema }),
]);

const thresholds = z
  .strictObject({
    /** Engagement from which a lead counts as engaged. */
    engaged: score.default(1),
    mql: z.strictObject({ fit: score.max(100, 'must be at most 100'), engagement: score }),
    /** What sales-ready takes besides the hard criteria. */
    ready: z.strictObject({ fit: score.max(100, 'must be at most 100'), engagement: score, softNeeded: z.int().min(0).max(50) }),
  })
  .refine(({ mql, ready }) => mql.fit <= ready.fit, { path: ['mql', 'fit'], error: 'must not be above the fit of a ready lead' })
  .refine(({ mql, ready }) => mql.engagement <= ready.engagement, {
    path: ['mql', 'engagement'],
    error: 'must not be above the engagement of a ready lead',
  })
  .refine(({ engaged, mql }) => engaged <= Math.max(mql.engagement, 1), {
    path: ['engaged'],
    error: 'must not be above the engagement of an MQL',
  });

/** The contract of a definition's body. Keys are unique over the whole definition, so that any criterion can be named by its key. */
export const definitionBodySchema = z
  .strictObject({
    /** The ideal customer profile: which companies and which people. */
    icp: z
      .strictObject({ company: z.array(fitCriterion).max(50), person: z.array(fitCriterion).max(50) })
      .refine(
        ({ company, person }) => company.length + person.length > 0,
        'needs at least one criterion on the company or the person',
      ),
    engagement: z.strictObject({
      halfLifeDays: z.number().min(1, 'must be at least 1 day').max(3650, 'must be at most 3650 days').default(14),
      criteria: z.array(signal).max(100),
      negatives: z.array(signal).max(100),
    }),
    soft: z.array(softCriterion).max(50),
    handRaise: z.array(handRaiseRule).max(50),
    hard: z.array(hardCriterion).max(50),
    thresholds,
  })
  .superRefine((body, context) => {
    const seen = new Set<string>();
    for (const { key } of allCriteria(body)) {
      if (seen.has(key))
        context.addIssue({ code: 'custom', message: `the key "${key}" is used twice; every criterion needs its own` });
      seen.add(key);
    }
    if (body.thresholds.ready.softNeeded > body.soft.length) {
      context.addIssue({
        code: 'custom',
        path: ['thresholds', 'ready', 'softNeeded'],
        message: `asks for ${body.thresholds.ready.softNeeded} soft criteria where there are ${body.soft.length}`,
      });
    }
  });

export type DefinitionBody = z.infer<typeof definitionBodySchema>;
export type FitCriterion = z.infer<typeof fitCriterion>;
export type Signal = z.infer<typeof signal>;
export type SoftCriterion = z.infer<typeof softCriterion>;
export type HandRaiseRule = z.infer<typeof handRaiseRule>;
export type HardCriterion = z.infer<typeof hardCriterion>;

/** Every criterion of a definition with what it is called, in the order of the definition's page. */
export function allCriteria({
  icp,
  engagement,
  soft,
  handRaise,
  hard,
}: DefinitionBody): { key: string; labels?: Labels | undefined }[] {
  return [...icp.company, ...icp.person, ...hard, ...engagement.criteria, ...engagement.negatives, ...soft, ...handRaise];
}
