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
};

/** The national registers of companies. */
const REGISTERS = new Set(['0184', '0192', '0106', '0190', '0007', '0208', '0002', '0009', '0204', '0216', '0201']);

/** The register a scheme id means, as an ISO 6523 code, `null` if it is unknown or names none. */
export function schemeOf(schemeId: string | null): string | null {
  const scheme = schemeId?.toUpperCase().replace(/^ISO6523-ACTORID-UPIS::/, '') ?? '';
  return SCHEMES[scheme] ?? (/^\d{4}$/.test(scheme) ? scheme : null);
}

/** Whether the scheme's numbers name companies in a national register. */
export function isCompanyRegister(scheme: string | null): boolean {
  return scheme !== null && REGISTERS.has(scheme);
}

/**
 * One spelling for a company's registration number, so that `DK 12 34 56 78`, `DK12345678` and `12345678` are the same company:
 * separators, the country's letters before the digits (DK, NO, SE, BE, NL) and the Norwegian `MVA` behind them are taken away.
 */
export function normaliseOrganisationNumber(text: string): string {
  // A place may follow the number, as in "32081330 Amersfoort".
  const number = /^\d{8,10}(?=\s+\p{L}{3,}$)(?!\s+MVA$)/u.exec(text.trim())?.[0] ?? text;
  const compact = number.toUpperCase().replace(/[\s./-]/g, '');
  return compact.replace(/^(?:DK|NO|SE|BE|NL)(?=\d{8,12}(?:MVA)?$)/, '').replace(/(?<=^\d{9})MVA$/, '');
}

/** The registration number inside a VAT number, where the country builds one on the other (DK, NO, SE, BE); `null` elsewhere. */
export function organisationNumberOfVat(vatNumber: string): OrganisationNumber | null {
  const compact = vatNumber.toUpperCase().replace(/[\s.-]/g, '');
  const danish = /^DK(\d{8})$/.exec(compact);
  if (danish?.[1]) return { value: danish[1], scheme: '0184' };
  const norwegian = /^NO(\d{9})(?:MVA)?$/.exec(compact);
  if (norwegian?.[1]) return { value: norwegian[1], scheme: '0192' };
  const swedish = /^SE(\d{10})\d{2}$/.exec(compact);
  if (swedish?.[1]) return { value: swedish[1], scheme: '0007' };
  const belgian = /^BE(\d{10})$/.exec(compact);
  return belgian?.[1] ? { value: belgian[1], scheme: '0208' } : null;
}
