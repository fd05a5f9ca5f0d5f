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
import { squash } from '../kinds.ts';
import { addPerson, findPerson, namesOf, peopleNamed, type PersonReference } from '../people/commands.ts';
import type { ReadRecord } from '../row.ts';
import { said } from '../sentences.ts';
import { roadText, touchesHere, touchText } from './store.ts';

/**
 * Touchpoints that happened elsewhere: fairs, calls, letters. Each is one for ever: by its own id, else by all it says, so that a file
 * read again adds none. Its person is found, or made, by e-mail address or id, once for all rows that name them alike.
 */
export async function planTouchpoints(context: Context, records: ReadRecord<'touchpoints'>[], desk: Desk): Promise<Verdict[]> {
  const { workspace, now } = context;
  const named = new Map<string, Sender>();
  const senders = records.map(({ email, personExternalId: externalId }) => {
    if (email === null && externalId === null) return null;
    const key = `${email ?? ''} ${externalId ?? ''}`;
    const sender = named.get(key) ?? { email, externalId, personId: null };
    named.set(key, sender);
    return sender;
  });
  await meetSenders(context, [...named.values()], desk);
  const ids = records.map((record) => touchId(workspace, record));
  const touches = desk.touchpoints;
  const here = await touchesHere(
    context,
    records.map(({ occurredAt }, index) => ({ occurredAt, id: ids[index] ?? '' })),
  );
  for (const id of here) touches.known.add(id);

  const rules = await rulesInForce(context);
  const ownDomains = (await listOwnDomains(context)).map(({ domain }) => domain);
  const roads = new Map<string, Road>();
  const present = now.toISOString();
  return records.map((record, index): Verdict => {
    const id = ids[index] ?? '';
    const { occurredAt } = record;
    if (touches.known.has(id)) return SKIPPED;
    if (occurredAt > present) return wrong('occurredAt', occurredAt, said('inTheFuture'));
    touches.known.add(id);
    const sender = senders[index] ?? null;
    if (sender) sender.personId ??= (findPerson(desk, sender) ?? addPerson(context, desk, sender, { createdAt: occurredAt })).id;
    if (touches.met) {
      if (touches.met.has(id)) return SKIPPED;
      touches.met.add(id);
      return NEW;
    }
    const { kind: word, url, referrer, source, medium, campaign, channel, content } = record;
    const way = [word, url, referrer, source, medium, campaign, channel].join('\n');
    const road = roads.get(way) ?? roadOf(record, rules, ownDomains);
    roads.set(way, road);
    const touch = {
      id,
      occurredAt,
      personId: sender?.personId ?? null,
      messageId: record.externalId,
      anonymousId: record.anonymousId,
      userKey: record.email ?? record.personExternalId,
      side: record.side ?? road.side,
      content,
      title: road.isOther ? word : content,
    };
    touches.texts.push(touchText(touch, road.text));
    return NEW;
  });
}

const NEW: Verdict = { status: 'new' };
const SKIPPED: Verdict = { status: 'skipped' };

/** Whom rows name alike, and who that is once it is known. */
interface Sender extends PersonReference {
  personId: string | null;
}

/** Finds out who is known already, each looked up by the surest name; more of a person than the id is not asked for. */
async function meetSenders(context: Context, senders: readonly Sender[], desk: Desk): Promise<void> {
  const known = await peopleNamed(context, senders, desk);
  for (const sender of senders)
    sender.personId = namesOf(sender, desk).flatMap((name) => known.get(keyOf(name)) ?? [])[0] ?? null;
}

/** The road of a touch: alike for all rows that say the same of it. */
interface Road {
  text: string;
  /** The file's word for it is none of our kinds; the title keeps the word. */
  isOther: boolean;
  side: TouchSide;
}

function roadOf(record: ReadRecord<'touchpoints'>, rules: CompiledRules, ownDomains: readonly string[]): Road {
  const kind = kindOf(record.kind);
  const { url, referrer } = record;
  const declared = channelOf(record, kind);
  const arrival = { url, referrer, campaign: { source: record.source, medium: record.medium, name: record.campaign }, declared };
  const { channel, source, medium, campaign } = rename(rules, classify(arrival, ownDomains));
  const told = toldOf(arrival);
  const text = roadText({ kind, channel, source, medium, campaign, url, referrer, told: told && JSON.stringify(told) });
  return { text, isOther: kind === 'other', side: sides[kind] ?? 'marketing' };
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
function channelOf({ channel, source, medium, url, referrer }: ReadRecord<'touchpoints'>, kind: TouchKind): string | null {
  if (channel !== null) return channel.toLowerCase().replace(/[\s-]+/g, '_');
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

/** The id that one and the same touch always gets, a UUID of version 8 from the hash of what identifies it. */
function touchId(workspace: string, record: ReadRecord<'touchpoints'>): string {
  // A file exported here names each touch by its very id.
  if (record.externalId !== null && UUID.test(record.externalId)) return record.externalId.toLowerCase();
  const identity = record.externalId ?? JSON.stringify(Object.entries(record).sort(([one], [other]) => one.localeCompare(other)));
  const hex = hash('sha256', `${workspace} touchpoint ${identity}`, 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
