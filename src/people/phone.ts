import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';

/**
 * A telephone number in its one spelling (E.164), or null where the text holds no possible one.
 * @param country ISO 3166 code of the country whose numbers go without a prefix
 */
export function normalisePhone(text: string, country: string | null): string | null {
  const number = parse(text, country);
  return number?.isValid() ? number.number : null;
}

/**
 * True for a number that is one person's: a mobile one. A switchboard, a family's line and whatever might be one recognise nobody.
 * @param phone in E.164
 */
export function isPersonalPhone(phone: string): boolean {
  const number = parse(phone, null);
  return number?.getType() === 'MOBILE' || danishMobile.test(phone);
}

// The series of two digits that the Danish numbering plan sets aside for mobile communication (Den samlede danske nummerplan, sdfi.dk). The
// library calls each of them FIXED_LINE_OR_MOBILE, whereas it knows the plan's series of three digits (431, 771 …) for MOBILE.
const danishMobile = /^\+45(?:2\d|30|31|40|41|42|50|51|52|53|60|61|71|81|91|92|93)\d{6}$/;

const parse = (text: string, country: string | null) =>
  parsePhoneNumberFromString(text, (country ?? undefined) as CountryCode | undefined);
