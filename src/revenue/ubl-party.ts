import { isCompanyRegister, normaliseOrganisationNumber, organisationNumberOfVat, schemeOf } from './organisation-number.ts';
import { at, attribute, children, type Element, textOf } from './xml.ts';

/** The seller or the buyer as the document names them. */
export interface UblParty {
  name: string | null;
  /** Registration number in its one spelling (`normaliseOrganisationNumber`); a GLN only where there is nothing better. */
  organisationNumber: string | null;
  /** ISO 6523 code of the register the number is from: `0184` CVR, `0192` NO, `0106` KvK, `0088` GLN, `9944` Dutch VAT; `null` if not said. */
  scheme: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  vatNumber: string | null;
  email: string | null;
}

/** Reads `AccountingSupplierParty` or `AccountingCustomerParty`. */
export function readParty(accountingParty: Element | undefined): UblParty {
  const party = accountingParty && at(accountingParty, 'Party');
  if (!party) return { name: null, organisationNumber: null, scheme: null, country: null, vatNumber: null, email: null };
  // UBL allows several legal entities and names; the first is the party itself.
  const legal = children(party, 'PartyLegalEntity')[0];
  const named = children(party, 'PartyName')[0];
  const vatNumber = vatNumberOf(party);
  const number = organisationNumberOf(party, legal, vatNumber);
  const endpoint = at(party, 'EndpointID');
  return {
    name: textOf(legal && at(legal, 'RegistrationName')) ?? textOf(named && at(named, 'Name')),
    organisationNumber: number?.value ?? null,
    scheme: number?.scheme ?? null,
    country: textOf(at(party, 'PostalAddress/Country/IdentificationCode'))?.toUpperCase() ?? null,
    vatNumber,
    email: textOf(at(party, 'Contact/ElectronicMail')) ?? (attribute(endpoint, 'schemeID') === 'EM' ? textOf(endpoint) : null),
  };
}

/** The legal entity's own number first, then any that is said to be from a register, then what the VAT number tells, last a GLN. */
function organisationNumberOf(party: Element, legal: Element | undefined, vatNumber: string | null) {
  const legalNumber = legal && at(legal, 'CompanyID');
  const identified = children(party, 'PartyIdentification').map((identification) => at(identification, 'ID'));
  const candidates = [legalNumber, ...identified, at(party, 'EndpointID')].flatMap((element) => {
    const text = textOf(element);
    const schemeId = attribute(element, 'schemeID');
    return text === null ? [] : [{ element, text, schemeId, scheme: schemeOf(schemeId) }];
  });
  const registered =
    candidates.find(({ element, schemeId, scheme }) => element === legalNumber && (schemeId === null || isLegal(scheme))) ??
    candidates.find(({ scheme }) => isCompanyRegister(scheme));
  if (registered) return { value: normaliseOrganisationNumber(registered.text), scheme: registered.scheme };
  const addressed = candidates.flatMap(({ text, scheme }) => (isVat(scheme) ? text : []));
  const [fromVat] = [vatNumber, ...addressed].flatMap((number) => (number && organisationNumberOfVat(number)) ?? []);
  if (fromVat) return fromVat;
  const place = candidates.find(({ scheme }) => scheme === GLN);
  return place ? { value: normaliseOrganisationNumber(place.text), scheme: GLN } : null;
}

/** Peppol's own codes, which are of VAT numbers where they are of companies at all. */
const isVat = (scheme: string | null) => scheme?.startsWith('99') ?? false;

/** A GLN names a place, not a company, but Danish public buyers are often known by nothing else. */
const GLN = '0088';

/** A legal entity may be numbered by any coded register; `ZZZ` and a citizen's number (`DK:CPR`) have no code and are passed over. */
function isLegal(scheme: string | null): boolean {
  return scheme !== null && scheme !== GLN;
}

/** `PartyTaxScheme/CompanyID` of the VAT scheme (`VAT`, in OIOUBL `63`), else the first that is given. */
function vatNumberOf(party: Element): string | null {
  const schemes = children(party, 'PartyTaxScheme');
  const vat = schemes.find((scheme) => ['VAT', '63'].includes(textOf(at(scheme, 'TaxScheme/ID')) ?? '')) ?? schemes[0];
  return (
    textOf(vat && at(vat, 'CompanyID'))
      ?.toUpperCase()
      .replace(/[\s.]/g, '') ?? null
  );
}
