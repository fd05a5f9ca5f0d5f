/** The closed vocabulary of items of the information contract. */

export const leadTypes = ['hot', 'other'] as const;
export type LeadType = (typeof leadTypes)[number];

export const questionKinds = ['text', 'long_text', 'choice', 'number', 'yes_no'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** What is on file about a person or their company, and can answer an item. */
export const profileFields = ['name', 'email', 'phone', 'title', 'country', 'company', 'employees', 'industry'] as const;
export type ProfileField = (typeof profileFields)[number];
