import { isSharedMailbox, normaliseEmail } from '../people/email.ts';
import type { Claim, Name } from '../people/recognition.ts';
import type { JsonObject } from './json.ts';
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
 * Who a message is about. `visitor` stands in for the browser of one who has not consented. An address of a function (info@) names the
 * mailbox when nothing else is said, and nobody when something else is: many people write from it.
 */
export function claimOf(message: TrackingMessage, visitor: string | null = null): Said {
  const fields = personFields(message);
  const ids = [message.userId, message.type === 'alias' ? message.previousId : null].map(usableId).filter((id) => id !== null);
  const named = [...ids.map(nameOf), ...(fields.email ? [{ kind: 'email' as const, value: fields.email }] : [])];
  const own = named.filter(({ kind, value }) => kind !== 'email' || !isSharedMailbox(value));
  const names = own.length > 0 ? own : named;
  const before = message.type === 'alias' ? usableId(message.previousId) : null;
  return {
    at: message.occurredAt,
    names: names.toSorted((a, b) => Number(b.kind === 'external_id') - Number(a.kind === 'external_id')),
    browser: usableId(message.anonymousId) ?? visitor ?? before,
    fields,
    traits: message.type === 'identify' ? message.traits : {},
    company: message.type === 'group' ? groupFields(message) : fields.company,
  };
}

function nameOf(id: string): Name {
  const email = id.includes('@') ? normaliseEmail(id) : null;
  return email ? { kind: 'email', value: email } : { kind: 'external_id', value: id };
}
