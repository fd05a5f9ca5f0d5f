import { keyOf } from '../people/recognition.ts';
import type { CompanyFacts, CompanyStatement } from './statement.ts';

/** What is learned of companies from what messages say. */

const fields = ['organisationNumber', 'country', 'industry', 'employees'] as const;

/** Puts together what is said of each company; of two who say the same, the first counts. `owners` holds the company of each statement. */
export function gatherCompanyFacts(
  statements: readonly CompanyStatement[],
  owners: readonly (string | null)[],
): Map<string, CompanyFacts> {
  const gathered = new Map<string, CompanyFacts>();
  for (const [index, { facts, names }] of statements.entries()) {
    const id = owners[index] ?? null;
    if (id === null) continue;
    const before = gathered.get(id);
    const number = names.find(({ kind }) => kind === 'organisation_number')?.value ?? null;
    gathered.set(id, {
      name: before?.name ?? facts.name,
      organisationNumber: before?.organisationNumber ?? number,
      country: before?.country ?? facts.country,
      industry: before?.industry ?? facts.industry,
      employees: before?.employees ?? facts.employees,
    });
  }
  return gathered;
}

/** What a company is called while nobody has said its name: by the first domain that is known, else by the number or id. */
export function provisionalName(statements: readonly CompanyStatement[]): string {
  const names = statements.flatMap((statement) => statement.names);
  return (
    (names.find(({ kind }) => kind === 'domain') ?? names.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))[0])?.value ?? ''
  );
}

/**
 * What changes in a company's row: blanks are filled, and what a person or a register said stands. `called` holds what the company is
 * recognised by; a company that bears one of those for a name has none yet.
 */
export function fillCompany(
  company: CompanyFacts & { name: string; called: readonly string[] },
  facts: CompanyFacts,
): Partial<CompanyFacts> {
  const patch: Partial<Record<keyof CompanyFacts, string | number>> = {};
  for (const field of fields) if (company[field] === null && facts[field] !== null) patch[field] = facts[field];
  const nameless = company.called.includes(company.name);
  if (nameless && facts.name !== null && facts.name !== company.name) patch.name = facts.name;
  return patch as Partial<CompanyFacts>;
}
