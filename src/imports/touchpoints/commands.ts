import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { classify } from '../../channels/channel.ts';
import { rulesInForce } from '../../channels/reports.ts';
import { rename, type CompiledRules } from '../../channels/rules.ts';
import { toldOf } from '../../channels/told.ts';
import { listOwnDomains } from '../../sites/reports.ts';
import { recordEvents } from '../../platform/events.ts';
import { keyOf } from '../../people/recognition.ts';
import { touchKinds, type Channel, type TouchKind, type TouchSide } from '../../touchpoints/kinds.ts';
import { wrong, type Desk, type Verdict } from '../desk.ts';
import { fieldsOf, squash } from '../kinds.ts';
import { addPerson, findPerson, namesOf, peopleNamed, type PersonReference } from '../people/commands.ts';
import type { ReadRecord } from '../row.ts';
import { said } from '../sentences.ts';
import { hasTouchesBetween, roadText, touchesHere, touchText } from './store.ts';

/**
 * Touchpoints that happened elsewhere: fairs, calls, letters. Each is one for ever: by its own id, else by all it says, so that a file
 * read again adds none. Its person is found, or made, by e-mail address or id, once for all rows that name them alike.
 */
export async function planTouchpoints(context: Context, records: ReadRecord<'touchpoints'>[], desk: Desk): Promise<Verdict[]> {
  const { met } = desk.touchpoints;
  const present = context.now.toISOString();
  const [here, record] = await Promise.all([touchesKnown(context, records), met ? null : recorder(context, records, desk)]);
  const told = new Set<string>();
  return records.map((touch, index): Verdict => {
    const identity = identityOf(touch);
    if (told.has(identity)) return SKIPPED;
    if (here.size > 0 && here.has(idOf(context, identity))) return SKIPPED;
    if (touch.occurredAt > present) return wrong('occurredAt', touch.occurredAt, said('inTheFuture'));
    told.add(identity);
    if (met?.has(identity)) return SKIPPED;
    met?.add(identity);
    record?.(touch, index, idOf(context, identity));
    return NEW;
  });
}

const NEW: Verdict = { status: 'new' };
const SKIPPED: Verdict = { status: 'skipped' };

/** The ids of those that are here already. Most files tell of a time of which nothing was known, and then none is looked up. */
async function touchesKnown(context: Context, touches: readonly ReadRecord<'touchpoints'>[]): Promise<ReadonlySet<string>> {
  const present = context.now.toISOString();
  let [first, last] = [present, ''];
  for (const { occurredAt } of touches) {
    if (occurredAt < first) first = occurredAt;
    if (occurredAt > last && occurredAt <= present) last = occurredAt;
  }
  if (last === '' || !(await hasTouchesBetween(context, first, last))) return new Set();
  const past = touches.filter(({ occurredAt }) => occurredAt <= present);
  return touchesHere(
    context,
    past.map((touch) => ({ occurredAt: touch.occurredAt, id: idOf(context, identityOf(touch)) })),
  );
}

/** Finds out what all touches of a part share, and gives what writes one of them down. */
async function recorder(context: Context, records: readonly ReadRecord<'touchpoints'>[], desk: Desk) {
  const senders = sendersOf(records);
  const [rules, domains] = await Promise.all([
    rulesInForce(context),
    listOwnDomains(context),
    meetSenders(context, [...new Set(senders)], desk),
  ]);
  const ownDomains = domains.map(({ domain }) => domain);
  const { texts, roads } = desk.touchpoints;
  const numbers = new Map<string, number>();
  return (touch: ReadRecord<'touchpoints'>, index: number, id: string): void => {
    const { occurredAt, email, personExternalId, anonymousId, externalId, content } = touch;
    const sender = senders[index] ?? null;
    if (sender) sender.personId ??= (findPerson(desk, sender) ?? addPerson(context, desk, sender, { createdAt: occurredAt })).id;
    const { side, kind, url, referrer, source, medium, campaign, channel } = touch;
    const way = [side, kind, url, referrer, source, medium, campaign, channel].join('\n');
    let road = numbers.get(way);
    if (road === undefined) {
      road = roads.push(roadOf(touch, rules, ownDomains)) - 1;
      numbers.set(way, road);
    }
    const personId = sender?.personId ?? null;
    const userKey = email ?? personExternalId;
    texts.push(touchText({ occurredAt, id, messageId: externalId, personId, anonymousId, userKey, content }, road));
  };
}

/** Whom rows name alike, and who that is once it is known. */
interface Sender extends PersonReference {
  personId: string | null;
}

/** Who each row is from; rows that name somebody alike share a sender. */
function sendersOf(records: readonly ReadRecord<'touchpoints'>[]): (Sender | null)[] {
  const named = new Map<string, Sender>();
  return records.map(({ email, personExternalId: externalId }) => {
    if (email === null && externalId === null) return null;
    const key = `${email ?? ''} ${externalId ?? ''}`;
    const sender = named.get(key) ?? { email, externalId, personId: null };
    named.set(key, sender);
    return sender;
  });
}

/** Finds out who is known already, each looked up by the surest name; more of a person than the id is not asked for. */
async function meetSenders(context: Context, senders: readonly (Sender | null)[], desk: Desk): Promise<void> {
  const named = senders.filter((sender) => sender !== null);
  const known = await peopleNamed(context, named, desk);
  for (const sender of named) sender.personId = namesOf(sender, desk).flatMap((name) => known.get(keyOf(name)) ?? [])[0] ?? null;
}

/** The road of a touch, as the text that is written of it: alike for all rows that say the same of it. */
function roadOf(record: ReadRecord<'touchpoints'>, rules: CompiledRules, ownDomains: readonly string[]): string {
  const kind = kindOf(record.kind);
  const { url, referrer } = record;
  const declared = channelOf(record, kind);
  const arrival = { url, referrer, campaign: { source: record.source, medium: record.medium, name: record.campaign }, declared };
  const { channel, source, medium, campaign } = rename(rules, classify(arrival, ownDomains));
  const told = toldOf(arrival);
  const side = record.side ?? sides[kind] ?? 'marketing';
  // A word that is none of our kinds is kept as the title.
  const title = kind === 'other' ? record.kind : null;
  return roadText({ side, kind, channel, source, medium, campaign, url, referrer, told: told && JSON.stringify(told) }, title);
}

const sides: Partial<Record<TouchKind, TouchSide>> = {
  call: 'sales',
  meeting: 'sales',
  chat: 'sales',
  page: 'customer',
  search: 'customer',
  form: 'customer',
  download: 'customer',
};
const roads: Partial<Record<TouchKind, Channel>> = {
  event: 'event',
  call: 'outbound',
  meeting: 'outbound',
  email_open: 'email',
  email_click: 'email',
};

/** The road a file states; where it tells nothing of the road, the kind says it, and what did not happen on a page was offline. */
function channelOf({ channel, source, medium, url, referrer }: ReadRecord<'touchpoints'>, kind: TouchKind): Channel | null {
  if (channel !== null) return channel;
  return source === null && medium === null && url === null && referrer === null ? (roads[kind] ?? 'offline') : null;
}

/** Words for kinds of touch, as files in our languages have them. */
const words: Partial<Record<TouchKind, string>> = {
  call: 'phone call, phone, telephone, telefon, opkald, samtale, gesprek, telefoongesprek, oppringning',
  meeting: 'meeting held, demo, møde, møte, afspraak, vergadering, besøg, besøk, bezoek, visit',
  event: 'fair, trade show, conference, webinar, seminar, messe, konference, konferanse, beurs, congres, event attended',
  form: 'form submission, form submitted, formular, skjema, formulier',
  download: 'downloaded, file download, whitepaper',
  email_open: 'email opened, e-mail opened, mail åbnet',
  email_click: 'email clicked, e-mail clicked',
  page: 'page view, pageview, visit page, sidevisning, paginaweergave',
};

function kindOf(text: string): TouchKind {
  const word = squash(text);
  return (
    touchKinds.find((kind) => squash(kind) === word || (words[kind] ?? '').split(',').some((each) => squash(each) === word)) ??
    'other'
  );
}

const TOLD_AT_ONCE = 1000;

/**
 * Tells whose journeys an import has made longer, each person once, when all of it is in: their scores are worked out once and not again for
 * every part of the file.
 */
export async function tellOfTouches(context: Context, importId: string): Promise<void> {
  const { db, workspace } = context;
  await sql`
    declare touched no scroll cursor for
      select distinct person_id from touchpoints
       where workspace_id = ${sql.lit(workspace)} and import_id = ${sql.lit(importId)} and person_id is not null`.execute(db);
  for (;;) {
    const { rows } = await sql<{ personId: string }>`fetch ${sql.lit(TOLD_AT_ONCE)} from touched`.execute(db);
    if (rows.length === 0) return;
    const personIds = rows.map(({ personId }) => personId);
    await recordEvents(context, [
      { type: 'touchpoints.recorded', subject: { kind: 'import', id: importId }, data: { personIds } },
    ]);
  }
}

/** Tells whose journeys are shorter again, now that none of an import's touches is left: all whom it had told of. */
export async function tellOfRemoved(context: Context, { id, createdAt }: { id: string; createdAt: Date }): Promise<void> {
  const { db, workspace } = context;
  await sql`
    declare told no scroll cursor for
      select data -> 'personIds' as person_ids from events
       where workspace_id = ${sql.lit(workspace)} and subject_kind = 'import' and subject_id = ${sql.lit(id)} and type = 'touchpoints.recorded'`.execute(
    db,
  );
  for (;;) {
    const [told] = (await sql<{ personIds: string[] }>`fetch 1 from told`.execute(db)).rows;
    if (!told) break;
    const data = { personIds: told.personIds, since: createdAt };
    await recordEvents(context, [{ type: 'touchpoints.removed', subject: { kind: 'import', id }, data }]);
  }
  await sql`close told`.execute(db);
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const isUuid = (text: string) => text.length === 36 && UUID.test(text);

const FIELDS = Object.keys(fieldsOf('touchpoints')).sort((one, other) =>
  one.localeCompare(other),
) as (keyof ReadRecord<'touchpoints'>)[];

/** What identifies a touch: its own id, else all that is said of it. A file exported here names each touch by its very id. */
function identityOf(touch: ReadRecord<'touchpoints'>): string {
  const { externalId } = touch;
  if (externalId === null) return JSON.stringify(FIELDS.map((field) => [field, touch[field]]));
  return isUuid(externalId) ? externalId.toLowerCase() : externalId;
}

/** The id that one and the same touch always gets, a UUID of version 8 from the hash of what identifies it. */
function idOf({ workspace }: Context, identity: string): string {
  if (isUuid(identity)) return identity;
  const hex = hash('sha256', `${workspace} touchpoint ${identity}`, 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
