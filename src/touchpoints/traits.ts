import { normaliseEmail } from '../people/email.ts';
import { type JsonObject, clip, isObject, objectAt, textAt } from './json.ts';
import type { TrackingMessage } from './segment.ts';

/** What a message says of a company. */
export interface CompanyFields {
  id: string | null;
  name: string | null;
  industry: string | null;
  employees: number | null;
  website: string | null;
  organisationNumber: string | null;
  country: string | null;
}

/** What a message says of a person; null means that it says nothing, not that the person has none. */
export interface PersonFields {
  email: string | null;
  name: string | null;
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
  title: string | null;
  company: CompanyFields | null;
}

/** Names under which a field is sent, without blanks, hyphens and case; forms of our countries included. The first that has a value counts. */
const spellings = {
  email: ['email', 'emailaddress', 'mail', 'epost', 'emailadresse', 'emailadres', 'workemail'],
  name: ['name', 'fullname', 'navn', 'naam', 'yourname'],
  firstName: ['firstname', 'givenname', 'fornavn', 'voornaam'],
  lastName: ['lastname', 'familyname', 'surname', 'efternavn', 'etternavn', 'achternaam'],
  phone: [
    'phone',
    'phonenumber',
    'telephone',
    'tel',
    'mobile',
    'telefon',
    'telefonnummer',
    'mobil',
    'telefoon',
    'telefoonnummer',
    'tlf',
  ],
  title: ['title', 'jobtitle', 'position', 'stilling', 'titel', 'tittel', 'functie'],
  company: [
    'company',
    'companyname',
    'organization',
    'organisation',
    'firma',
    'firmanavn',
    'virksomhed',
    'bedrift',
    'bedrijf',
    'bedrijfsnaam',
  ],
  employees: ['employees', 'employeecount', 'companysize', 'numberofemployees', 'ansatte', 'medewerkers'],
  industry: ['industry', 'branche', 'bransje'],
  website: ['website', 'url', 'domain', 'hjemmeside', 'nettside'],
  organisationNumber: [
    'organisationnumber',
    'organizationnumber',
    'companynumber',
    'registrationnumber',
    'cvr',
    'cvrnr',
    'cvrnummer',
    'orgnr',
    'orgnummer',
    'organisasjonsnummer',
    'organisationsnummer',
    'kvk',
    'kvknummer',
    'vat',
    'vatnumber',
    'vatid',
  ],
  id: ['id'],
} as const;

/** The person a message speaks of: an identify call's traits, `context.traits` beside any other call, and the fields of a form. */
export function personFields(message: TrackingMessage): PersonFields {
  const own = message.type === 'identify' ? message.traits : {};
  const form = message.event === 'Form Submitted' ? objectAt(message.properties, 'fields') : {};
  const said = tidy({ ...objectAt(message.context, 'traits'), ...form, ...own });
  const [firstName, lastName] = [pick(said, 'firstName'), pick(said, 'lastName')];
  const email = pick(said, 'email');
  return {
    email: email && normaliseEmail(email),
    name: pick(said, 'name') ?? ([firstName, lastName].filter(Boolean).join(' ') || null),
    firstName,
    lastName,
    phone: pick(said, 'phone'),
    title: pick(said, 'title'),
    company: companyOf(said),
  };
}

/** The company a group call speaks of. */
export function groupFields(message: TrackingMessage): CompanyFields {
  const said = tidy(message.traits);
  return { ...companyFields(said), id: message.groupId, name: pick(said, 'name') };
}

function companyOf(said: JsonObject): CompanyFields | null {
  const nested = spellings.company.map((spelling) => said[spelling]).find((value): value is JsonObject => isObject(value));
  if (nested) {
    const company = tidy(nested);
    return { ...companyFields(company), id: pick(company, 'id'), name: pick(company, 'name') };
  }
  const name = pick(said, 'company');
  return name === null ? null : { ...companyFields(said), id: null, name };
}

function companyFields(said: JsonObject): Omit<CompanyFields, 'id' | 'name'> {
  const country = textAt(said, 'country');
  return {
    industry: pick(said, 'industry'),
    employees: headcount(pick(said, 'employees')),
    website: pick(said, 'website'),
    organisationNumber: pick(said, 'organisationNumber'),
    country: country !== null && /^[A-Za-z]{2}$/.test(country) ? country.toUpperCase() : null,
  };
}

/** `329`, `"1.200"` and `"50-99"` (the lower end) are read; `"many"` is not. */
function headcount(text: string | null): number | null {
  const digits = /^\d+(?:[.,\s]\d{3})*(?![.,]?\d)/.exec(text ?? '')?.[0].replace(/\D/g, '');
  const count = digits === undefined ? Number.NaN : Number(digits);
  return count <= 10_000_000 ? count : null;
}

function tidy(traits: JsonObject): JsonObject {
  const tidied = Object.entries(traits).map(
    ([name, value]) => [name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''), value] as const,
  );
  return Object.fromEntries(tidied);
}

function pick(said: JsonObject, field: keyof typeof spellings): string | null {
  for (const spelling of spellings[field]) {
    const text = textAt(said, spelling);
    if (text) return clip(text, 300);
  }
  return null;
}
