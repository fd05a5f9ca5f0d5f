/** What a person may allow. `analytics`: recognising their browser from one visit to the next. `marketing`: writing to them to sell. */
export const purposes = ['analytics', 'marketing'] as const;
export type Purpose = (typeof purposes)[number];

/** A yes or no for each purpose that was asked about. */
export type Choices = Partial<Record<Purpose, boolean | undefined>>;

/** What consent tools call these purposes, in lower case; OneTrust numbers its groups. Other categories are none of ours. */
const categories: Readonly<Record<string, Purpose>> = {
  analytics: 'analytics',
  analytical: 'analytics',
  statistics: 'analytics',
  statistic: 'analytics',
  performance: 'analytics',
  measurement: 'analytics',
  c0002: 'analytics',
  marketing: 'marketing',
  advertising: 'marketing',
  targeting: 'marketing',
  c0004: 'marketing',
};

/** The choices in a consent tool's own categories. Where several mean one purpose, all of them must be allowed. */
export function choicesOf(preferences: Readonly<Record<string, boolean>>): Choices {
  const choices: Choices = {};
  for (const [category, granted] of Object.entries(preferences)) {
    const purpose = categories[category.trim().toLowerCase()];
    if (purpose !== undefined) choices[purpose] = (choices[purpose] ?? true) && granted;
  }
  return choices;
}
