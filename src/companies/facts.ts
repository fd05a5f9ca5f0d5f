/** What may be known of a company when it is looked for or made. */
export interface CompanyFacts {
  name: string | null;
  domain: string | null;
  organisationNumber: string | null;
  /** The id by which a sender's group calls know it. */
  groupId: string | null;
  country: string | null;
  industry: string | null;
  employees: number | null;
}

export const noFacts: CompanyFacts = {
  name: null,
  domain: null,
  organisationNumber: null,
  groupId: null,
  country: null,
  industry: null,
  employees: null,
};
