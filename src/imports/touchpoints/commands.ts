import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { classify } from '../../channels/channel.ts';
import { rulesInForce } from '../../channels/reports.ts';
import { rename, type CompiledRules } from '../../channels/rules.ts';
import { toldOf } from '../../channels/told.ts';
import { listOwnDomains } from '../../sites/reports.ts';
import { recordEvents } from '../../platform/events.ts';
import { touchKinds, type Channel, type TouchKind, type TouchSide } from '../../touchpoints/kinds.ts';
import { wrong, type Desk, type Verdict } from '../desk.ts';
import { squash } from '../kinds.ts';
import { addPerson, findPerson, meetPeople } from '../people/commands.ts';
import type { ReadRecord } from '../row.ts';
import { said } from '../sentences.ts';

/**
 * Touchpoints that happened elsewhere: fairs, calls, letters. Each is one for ever: by its own id, else by all it says, so that a file
 * read again adds none. Its person is found, or made, by e-mail address or id.
 */
export async function planTouchpoints(context: Context, records: ReadRecord<'touchpoints'>[], desk: Desk): Promise<Verdict[]> {
  const { db, workspace, now } = context;
  const people = records.map(({ email, personExternalId }) => ({ email, externalId: personExternalId }));
  await meetPeople(context, people, desk);
  const ids = records.map((record) => touchId(workspace, record));
  // By both, as the key of the table has them, so that only the months in question are looked into.
  const { rows } = await sql<{ id: string; occurredAt: string }>`
    select t.id, t.occurred_at::text from unnest(${ids}::uuid[], ${records.map(({ occurredAt }) => occurredAt)}::timestamptz[]) as w(id, occurred_at)
     cross join lateral (
       select t.id, t.occurred_at from touchpoints t where t.workspace_id = ${workspace} and t.occurred_at = w.occurred_at and t.id = w.id limit 1) t`.execute(
    db,
  );
  for (const row of rows) desk.touchpoints.stored({ ...row, personId: null }, [row.id]);

  const rules = await rulesInForce(context);
  const ownDomains = (await listOwnDomains(context)).map(({ domain }) => domain);
  return records.map((record, index): Verdict => {
    const id = ids[index] ?? '';
    if (desk.touchpoints.find(id)) return { status: 'skipped' };
    if (record.occurredAt > now.toISOString()) return wrong('occurredAt', record.occurredAt, said('inTheFuture'));
    const person = people[index] ?? { email: null, externalId: null };
    const isNamed = person.email !== null || person.externalId !== null;
    const known = isNamed
      ? (findPerson(desk, person) ?? addPerson(context, desk, person, { createdAt: record.occurredAt }))
      : null;
    const touch = {
      id,
      occurredAt: record.occurredAt,
      personId: known?.id ?? null,
      ...touchOf(record, rules, ownDomains),
      receivedAt: now.toISOString(),
      importId: desk.importId,
    };
    desk.touchpoints.add(touch, [id]);
    return { status: desk.touchpoints.statusOf(touch) === 'new' ? 'new' : 'skipped' };
  });
}

function touchOf(
  record: ReadRecord<'touchpoints'>,
  rules: CompiledRules,
  ownDomains: readonly string[],
): Record<string, unknown> {
  const kind = kindOf(record.kind);
  const arrival = {
    url: record.url,
    referrer: record.referrer,
    campaign: { source: record.source, medium: record.medium, name: record.campaign },
    declared: channelOf(record, kind),
  };
  const road = rename(rules, classify(arrival, ownDomains));
  return {
    messageId: record.externalId,
    anonymousId: record.anonymousId,
    userKey: record.email ?? record.personExternalId,
    side: record.side ?? sides[kind] ?? 'marketing',
    kind,
    channel: road.channel,
    source: road.source,
    medium: road.medium,
    campaign: road.campaign,
    content: record.content,
    title: kind === 'other' ? record.kind : record.content,
    url: record.url,
    referrer: record.referrer,
    told: toldOf(arrival),
    properties: {},
    bot: false,
  };
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

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id that one and the same touch always gets, a UUID of version 8 from the hash of what identifies it. */
function touchId(workspace: string, record: ReadRecord<'touchpoints'>): string {
  // A file exported here names each touch by its very id.
  if (record.externalId !== null && UUID.test(record.externalId)) return record.externalId.toLowerCase();
  const identity = record.externalId ?? JSON.stringify(Object.entries(record).sort(([one], [other]) => one.localeCompare(other)));
  const hash = createHash('sha256').update(`${workspace} touchpoint ${identity}`).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
