import { isSharedMailbox, normaliseEmail } from '../people/email.ts';
import { isPersonalPhone, normalisePhone } from '../people/phone.ts';
import { keyOf, type Claim, type Name } from '../people/recognition.ts';
import { clip, isObject, objectAt, textAt, type JsonObject } from './json.ts';
import type { TrackingMessage } from './segment.ts';
import { groupFields, personFields, type CompanyFields, type PersonFields } from './traits.ts';

/** What a message says of a person, and how it names them. */
export interface Said extends Claim {
  fields: PersonFields;
  /** The sender's own traits, as an identify call gives them. */
  traits: JsonObject;
  company: CompanyFields | null;
}

/** What programs send in place of an id when they have none; taken for ids, they would make one person of everybody. */
const noIds: ReadonlySet<string> = new Set([
  '0',
  '-',
  '-1',
  'anonymous',
  'anonymousid',
  'distinct_id',
  'false',
  'guest',
  'n/a',
  'nan',
  'none',
  'not_authenticated',
  'null',
  '[object object]',
  'true',
  'undefined',
  'unknown',
  '00000000-0000-0000-0000-000000000000',
]);

/** An id as it may be used; null for what programs send when they have none. */
export function usableId(id: string | null): string | null {
  const text = id?.trim() ?? '';
  return text === '' || noIds.has(text.toLowerCase()) ? null : text;
}

/**
 * Who a message is about. `visitor` stands in for the browser of one who has not consented; `country` is the one whose telephone numbers
 * are written without a prefix. What many people share names somebody only when nothing else does: an address of a function (info@) then
 * names the mailbox; a switchboard's number names nobody.
 */
export function claimOf(message: TrackingMessage, visitor: string | null = null, country: string | null = null): Said {
  const fields = personFields(message);
  const before = message.type === 'alias' ? usableId(message.previousId) : null;
  const ids = [usableId(message.userId), before].flatMap((id) => (id === null ? [] : nameOf(id)));
  const phone = fields.phone === null ? null : normalisePhone(fields.phone, countryOf(message.traits) ?? country);
  const named = [
    ...ids,
    ...externalIds(message),
    ...(fields.email ? [emailName(fields.email)] : []),
    ...(phone !== null && isPersonalPhone(phone) ? [{ kind: 'phone' as const, source: '', value: phone }] : []),
  ];
  const own = named.filter(({ kind, value }) => kind !== 'email' || !isSharedMailbox(value));
  const names = own.length > 0 ? own : named;
  const company = message.type === 'group' ? groupFields(message) : fields.company;
  return {
    at: message.occurredAt,
    messageId: message.messageId,
    names: [...new Map(names.map((name) => [keyOf(name), name])).values()].toSorted((a, b) => sureness(a) - sureness(b)),
    browser: usableId(message.anonymousId) ?? visitor ?? before,
    fields,
    traits: message.type === 'identify' ? message.traits : {},
    company: company && { ...company, id: usableId(company.id) },
  };
}

const sureness = ({ kind }: Name) => ['external_id', 'email', 'phone'].indexOf(kind);

const emailName = (value: string): Name => ({ kind: 'email', source: '', value });

function nameOf(id: string): Name[] {
  const email = id.includes('@') ? normaliseEmail(id) : null;
  return [email ? emailName(email) : { kind: 'external_id', source: userSource, value: id }];
}

/** Whose the ids are that a website calls its users by. */
const userSource = 'user_id';
const MOST_IDS = 20;

/** The ids that other tools know the person by, as Segment's clients send them in `context.externalIds`: each is one only beside its type. */
function externalIds({ context }: TrackingMessage): Name[] {
  const listed = context['externalIds'];
  return (Array.isArray(listed) ? listed.slice(0, MOST_IDS) : []).flatMap((entry): Name[] => {
    if (!isObject(entry) || entry['collection'] === 'accounts') return [];
    const [id, source] = [usableId(textAt(entry, 'id')), textAt(entry, 'type')?.trim().toLowerCase() ?? ''];
    if (id === null || source === '' || notOfPeople.has(source)) return [];
    const email = source === 'email' ? normaliseEmail(id) : null;
    return email ? [emailName(email)] : [{ kind: 'external_id', source: clip(source, 60), value: clip(id, 256) }];
  });
}

/** Types of external ids that name a browser, a device or a company. */
const notOfPeople: ReadonlySet<string> = new Set([
  'anonymous_id',
  'anonymousid',
  'cross_domain_id',
  'ga_client_id',
  'group_id',
  'ios.idfa',
  'ios.id',
  'android.id',
  'android.idfa',
  'ios.push_token',
  'android.push_token',
]);

/** The country a person says they are in, as ISO 3166 code. */
function countryOf(traits: JsonObject): string | null {
  const code = textAt(traits, 'country') ?? textAt(objectAt(traits, 'address'), 'country');
  return code !== null && /^[A-Za-z]{2}$/.test(code) ? code.toUpperCase() : null;
}
