/** A number by which a register knows a company, and the register by its ISO 6523 code (`0184` is the Danish CVR). */
export interface OrganisationNumber {
  value: string;
  scheme: string | null;
}

/** The registers by the names that senders use: Peppol's ISO 6523 codes are themselves, OIOUBL and older profiles have words. */
const SCHEMES: Record<string, string> = {
  'DK:CVR': '0184',
  'DK:P': '0096',
  'DK:SE': '0198',
  'NO:ORGNR': '0192',
  'NO:ORG': '0192',
  'NL:KVK': '0106',
  'NL:OIN': '0190',
  'SE:ORGNR': '0007',
  'FI:OVT': '0216',
  'BE:EN': '0208',
  GLN: '0088',
  EAN: '0088',
  'NL:VAT': '9944',
  // As Peppol numbered them before they had codes of ISO 6523.
  '9902': '0184',
  '9908': '0192',
  '9954': '0190',
  '9956': '0208',
};

/** The national registers of companies, and whose they are. */
const REGISTERS: Record<string, string> = {
  '0184': 'DK',
  '0192': 'NO',
  '0106': 'NL',
  '0190': 'NL',
  '0007': 'SE',
  '0208': 'BE',
  '0002': 'FR',
  '0009': 'FR',
  '0204': 'DE',
  '0216': 'FI',
  '0201': 'IT',
};

/** The register a scheme id means, as an ISO 6523 code, `null` if it is unknown or names none. */
export function schemeOf(schemeId: string | null): string | null {
  const scheme = schemeId?.toUpperCase().replace(/^ISO6523-ACTORID-UPIS::/, '') ?? '';
  return SCHEMES[scheme] ?? (/^\d{4}$/.test(scheme) ? scheme : null);
}

/** Whether the scheme's numbers name companies in a national register. */
export function isCompanyRegister(scheme: string | null): boolean {
  return Object.hasOwn(REGISTERS, scheme ?? '');
}

/** The country whose number a scheme means, a register's or the Dutch VAT's, which is built on none; `null` if it means no country's. */
export function countryOfScheme(scheme: string | null): string | null {
  return scheme === DUTCH_VAT ? 'NL' : (REGISTERS[scheme ?? ''] ?? null);
}

const DUTCH_VAT = '9944';

/** A company's number, and of which country's register it is (ISO 3166-1 alpha-2); of none where it is told of no country, as a GLN is. */
export interface RegisteredNumber {
  register: string;
  value: string;
}

/** How the numbers of the registers look that are met without their country. */
const FORMS: Record<string, RegExp> = {
  DK: /^\d{8}$/,
  NL: /^\d{8}$/,
  FI: /^\d{8}$/,
  NO: /^\d{9}$/,
  SE: /^\d{10}$/,
  BE: /^[01]\d{9}$/,
};
const GLN_FORM = /^\d{13}$/;

/**
 * A number with its register: the one written with it, else that of the country told beside it, else the house's own, unless the number
 * has not its form and that of one other only. Numbers of two registers never mean the same company.
 * @param beside the company's country, as far as it is told, and the workspace's
 */
export function registeredNumber(text: string, { country, home }: { country: string | null; home: string }): RegisteredNumber {
  const { register, value } = parted(text);
  if (GLN_FORM.test(value)) return { register: '', value };
  const told = register ?? country;
  if (told !== null) return { register: told, value };
  if (FORMS[home]?.test(value) ?? true) return { register: home, value };
  const [fitting, another] = Object.keys(FORMS).filter((each) => FORMS[each]?.test(value));
  return { register: another === undefined ? (fitting ?? home) : home, value };
}

/** Whether a number has the form of one that a register gives, so that it can be known by it. */
export const isRegistered = ({ value }: RegisteredNumber): boolean => /^(?:\d{8,12}|\d{9}B\d{2})$/.test(value);

/** A number together with its register in one text, `NL57151520`. */
export const withRegister = ({ register, value }: RegisteredNumber): string => `${register}${value}`;

/**
 * Whether two numbers, each with the letters of its register, name two companies. A GLN says nothing beside a register's number, nor do two
 * kinds of number of one country, such as a Dutch company's VAT number and its KvK number.
 */
export function nameTwoCompanies(one: string, other: string): boolean {
  if (one === other || GLN_FORM.test(one) || GLN_FORM.test(other)) return false;
  const [register, another] = [one, other].map((number) => /^[A-Z]{2}/.exec(number)?.[0]);
  return register !== another || one.length === other.length;
}

/** A number as it is written in a house: with its country's letters only where they must be told. */
export const writtenAt = (home: string, number: RegisteredNumber): string =>
  registeredNumber(number.value, { country: null, home }).register === number.register ? number.value : withRegister(number);

/** One spelling for a number as somebody writes it: with the country's letters where they say it, unless they are those told beside it. */
export function tidyOrganisationNumber(text: string, beside: string | null = null): string {
  const { register, value } = parted(text);
  return register === null || register === beside ? value : withRegister({ register, value });
}

/**
 * One spelling for a company's registration number, so that `DK 12 34 56 78`, `CVR 12345678` and `12345678` are the same number:
 * separators, the country's letters or the register's name before the digits and the Norwegian `MVA` behind them are taken away.
 */
export function normaliseOrganisationNumber(text: string): string {
  return parted(text).value;
}

/** The register that is written with a number, `null` if none is, and the number alone. */
function parted(text: string): { register: string | null; value: string } {
  // A place may follow the number, as in "32081330 Amersfoort".
  const number = /^\d{8,10}(?=\s+\p{L}{3,}$)(?!\s+MVA$)/u.exec(text.trim())?.[0] ?? text;
  const compact = number.toUpperCase().replace(/[\s.:/-]/g, '');
  const named = /^(CVR|KVK)(?:NR|NUMMER)?(\d{8})$/.exec(compact);
  if (named?.[2]) return { register: named[1] === 'CVR' ? 'DK' : 'NL', value: named[2] };
  const norwegian = /^(?:NO)?(\d{9})MVA$/.exec(compact);
  if (norwegian?.[1]) return { register: 'NO', value: norwegian[1] };
  // A Dutch VAT number is built on no number of the KvK. An OIN of twenty figures is, where it begins with seven zeros and a 3.
  const dutch = /^(?:NL)?(?:0{7}3(\d{8})0{4}|(\d{9}B\d{2}|0{7}\d{13}))$/.exec(compact);
  if (dutch) return { register: 'NL', value: dutch[1] ?? dutch[2] ?? compact };
  const swedish = /^SE(\d{10})01$/.exec(compact);
  if (swedish?.[1]) return { register: 'SE', value: swedish[1] };
  // "Nr." is no country.
  const lettered = /^(?!NR)([A-Z]{2})(\d{8,12})$/.exec(compact);
  return lettered?.[1] && lettered[2] ? { register: lettered[1], value: lettered[2] } : { register: null, value: compact };
}

/** The registration number inside a VAT number, where the country builds one on the other (DK, NO, SE, BE), and the Dutch one itself; `null` elsewhere. */
export function organisationNumberOfVat(vatNumber: string): OrganisationNumber | null {
  const compact = vatNumber.toUpperCase().replace(/[\s.-]/g, '');
  const danish = /^DK(\d{8})$/.exec(compact);
  if (danish?.[1]) return { value: danish[1], scheme: '0184' };
  const norwegian = /^NO(\d{9})(?:MVA)?$/.exec(compact);
  if (norwegian?.[1]) return { value: norwegian[1], scheme: '0192' };
  const swedish = /^SE(\d{10})\d{2}$/.exec(compact);
  if (swedish?.[1]) return { value: swedish[1], scheme: '0007' };
  const belgian = /^BE(\d{10})$/.exec(compact);
  if (belgian?.[1]) return { value: belgian[1], scheme: '0208' };
  const dutch = /^NL(\d{9}B\d{2})$/.exec(compact);
  return dutch?.[1] ? { value: dutch[1], scheme: DUTCH_VAT } : null;
}
