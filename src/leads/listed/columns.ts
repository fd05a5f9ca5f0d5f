/** The columns the table of leads can show; the person is always there. */
export const leadColumns = [
  'person',
  'company',
  'stage',
  'score',
  'owner',
  'channel',
  'source',
  'since',
  'created',
  'next',
] as const;
export type LeadColumn = (typeof leadColumns)[number];
