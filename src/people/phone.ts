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

// Danish numbers tell a mobile by the block it was handed out from and nothing else; these blocks of the Danish numbering plan are mobile
// throughout. Numbers of mixed blocks are left out.
const danishMobile = /^\+45(?:2\d|30|31|40|41|42|50|51|52|53|60|61|71|81|91|92|93)\d{6}$/;

const parse = (text: string, country: string | null) =>
  parsePhoneNumberFromString(text, (country ?? undefined) as CountryCode | undefined);
