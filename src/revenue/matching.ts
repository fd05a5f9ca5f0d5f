import { nameTwoCompanies } from './organisation-number.ts';

/** Which company and deal an invoice belongs to: certain by a number, otherwise a suggestion that somebody decides on. */

/** How alike two names must be before one is suggested for the other. */
export const LEAST_LIKENESS = 0.6;
const MOST_SUGGESTIONS = 3;

/** What companies of our countries and their neighbours add to their names, as it is left when dots and slashes are taken away. */
const LEGAL_FORMS = new Set(
  'as asa aps ivs is ks ps amba smba fmba ab hb kb bv nv vof cv gmbh ag ug kg ohg mbh co ltd limited llc llp plc inc corp sa sas sarl srl spa oy oyj ans da nuf'.split(
    ' ',
  ),
);

/**
 * The telling words of a company's name: lower-case, without accents and legal forms. `Nordhavn Pumper A/S` and `NORDHAVN PUMPER` are
 * the same; a name that is nothing but a legal form keeps it.
 */
export function nameWords(name: string): string[] {
  const words = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/æ/g, 'ae')
    .replace(/ø/g, 'o')
    .replace(/ß/g, 'ss')
    // A/S, B.V. and S.A. are one word, not two.
    .replace(/\b(\p{L}{1,2})[./](?=\p{L}{1,2}\b)/gu, '$1')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const telling = words.filter((word) => !LEGAL_FORMS.has(word));
  return [...new Set(telling.length > 0 ? telling : words)];
}

/** How alike two names are, 0 to 1: the share of their telling words that they have in common (Sørensen–Dice: 2·|A∩B| ÷ (|A|+|B|)). */
export function nameLikeness(one: readonly string[], other: readonly string[]): number {
  if (one.length + other.length === 0) return 0;
  const common = one.filter((word) => other.includes(word)).length;
  return (2 * common) / (one.length + other.length);
}

export interface MatchableInvoice {
  id: string;
  kind: 'invoice' | 'credit_note';
  number: string;
  seller: string;
  issuedOn: string;
  currency: string;
  netMinor: number;
  customerName: string;
  /** With the letters of its register, as those of companies. */
  customerOrganisationNumber: string | null;
  creditedNumber: string | null;
}

export interface MatchableCompany {
  id: string;
  name: string;
  /** The numbers it is known by, each with the letters of its register (`withRegister`). */
  organisationNumbers: readonly string[];
}

/** A won deal with what has been invoiced of it until now, in its own currency. */
export interface MatchableDeal {
  id: string;
  companyId: string;
  closedOn: string;
  amountMinor: number | null;
  currency: string | null;
  invoicedMinor: number;
}

export interface Match {
  invoiceId: string;
  companyId: string;
  dealId: string | null;
  basis: 'organisation_number' | 'credited_invoice' | 'name';
  likeness: number;
  state: 'confirmed' | 'suggested';
}

/** What is known around a set of invoices. `credited` answers the standing match of the invoice that a credit note credits. */
export interface MatchFacts {
  companies: readonly MatchableCompany[];
  deals: readonly MatchableDeal[];
  credited: (seller: string, number: string) => { companyId: string; dealId: string | null } | undefined;
  /** Pairs that somebody has said do not belong together. */
  isDismissed: (invoiceId: string, companyId: string) => boolean;
}

/**
 * Matches invoices one after the other, so that one which fills a deal leaves it to none after it. Invoices go before credit notes,
 * because a credit note belongs where the invoice it credits belongs.
 */
export function matchInvoices(invoices: readonly MatchableInvoice[], facts: MatchFacts): Match[] {
  const byNumber = new Map(
    facts.companies.flatMap((company) => company.organisationNumbers.map((number) => [number, company] as const)),
  );
  const named = facts.companies.map((company) => ({ company, words: nameWords(company.name) }));
  const invoiced = new Map(facts.deals.map((deal) => [deal.id, deal.invoicedMinor]));
  const matched = new Map<string, Match>();

  const certain = (invoice: MatchableInvoice): Match | null => {
    const credited =
      invoice.creditedNumber === null
        ? undefined
        : (matched.get(key(invoice.seller, invoice.creditedNumber)) ?? facts.credited(invoice.seller, invoice.creditedNumber));
    const company = byNumber.get(invoice.customerOrganisationNumber ?? '');
    const companyId = company?.id ?? credited?.companyId;
    if (companyId === undefined || facts.isDismissed(invoice.id, companyId)) return null;
    const basis = company ? 'organisation_number' : 'credited_invoice';
    const ofCredited = credited?.companyId === companyId ? credited.dealId : null;
    const chosen = invoice.netMinor > 0 ? chooseDeal(invoice, companyId, facts.deals, invoiced) : null;
    const dealId = ofCredited ?? (chosen?.isOnly ? chosen.dealId : null);
    if (dealId !== null) invoiced.set(dealId, (invoiced.get(dealId) ?? 0) + invoice.netMinor);
    return { invoiceId: invoice.id, companyId, dealId, basis, likeness: 1, state: 'confirmed' };
  };

  return invoices
    .toSorted((one, other) => rank(one) - rank(other))
    .flatMap((invoice) => {
      const match = certain(invoice);
      if (match) {
        if (invoice.kind === 'invoice') matched.set(key(invoice.seller, invoice.number), match);
        return [match];
      }
      const words = nameWords(invoice.customerName);
      return named
        .map(({ company, words: others }) => ({ company, likeness: nameLikeness(words, others) }))
        .filter(
          ({ company, likeness }) =>
            likeness >= LEAST_LIKENESS && !contradicts(invoice, company) && !facts.isDismissed(invoice.id, company.id),
        )
        .sort((one, other) => other.likeness - one.likeness)
        .slice(0, MOST_SUGGESTIONS)
        .map(({ company, likeness }) => ({
          invoiceId: invoice.id,
          companyId: company.id,
          dealId: invoice.netMinor > 0 ? (chooseDeal(invoice, company.id, facts.deals, invoiced)?.dealId ?? null) : null,
          basis: 'name' as const,
          likeness: Math.round(likeness * 1000) / 1000,
          state: 'suggested' as const,
        }));
    });
}

/**
 * The deal an invoice bills: won by the company, closed on or before the invoice's day and not yet invoiced in full; of several the one
 * with the amount left that is nearest. It is certain only when there is no other.
 */
export function chooseDeal(
  invoice: Pick<MatchableInvoice, 'issuedOn' | 'currency' | 'netMinor'>,
  companyId: string,
  deals: readonly MatchableDeal[],
  invoiced: ReadonlyMap<string, number>,
): { dealId: string; isOnly: boolean } | null {
  const left = (deal: MatchableDeal) =>
    deal.amountMinor === null ? null : deal.amountMinor - (invoiced.get(deal.id) ?? deal.invoicedMinor);
  const candidates = deals.filter(
    (deal) =>
      deal.companyId === companyId &&
      deal.closedOn <= invoice.issuedOn &&
      (deal.currency === null || deal.currency === invoice.currency) &&
      (left(deal) ?? 1) > 0,
  );
  const distance = (deal: MatchableDeal) => Math.abs((left(deal) ?? 0) - invoice.netMinor);
  const [nearest] = candidates.toSorted(
    (one, other) => distance(one) - distance(other) || other.closedOn.localeCompare(one.closedOn),
  );
  return nearest ? { dealId: nearest.id, isOnly: candidates.length === 1 } : null;
}

const key = (seller: string, number: string) => `${seller}\n${number}`;
const rank = ({ kind }: MatchableInvoice) => (kind === 'invoice' ? 0 : 1);

/** Two numbers that name two companies do so however alike these are called. */
function contradicts(invoice: MatchableInvoice, company: MatchableCompany): boolean {
  return (
    invoice.customerOrganisationNumber !== null &&
    !company.organisationNumbers.includes(invoice.customerOrganisationNumber) &&
    company.organisationNumbers.some((number) => nameTwoCompanies(number, invoice.customerOrganisationNumber ?? ''))
  );
}
