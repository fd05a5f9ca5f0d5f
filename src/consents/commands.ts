import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { lockCustomers } from '../companies/commands.ts';
import { recognisePeople } from '../people/commands.ts';
import { standingPerson } from '../people/reports.ts';
import { memberId, type Context } from '../platform/context.ts';
import { conflict, unprocessable } from '../platform/errors.ts';
import { recordEvent, recordEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { occurredAt } from '../platform/occurred-at.ts';
import type { Said } from '../touchpoints/claim.ts';
import type { TrackingMessage } from '../touchpoints/segment.ts';
import { heardIn } from './heard.ts';
import { honourMarketing } from './honoured/commands.ts';
import { purposes, type Choices } from './purposes.ts';
import type { ConsentSource, newConsent, newConsentText } from './schema.ts';
import { adoptWords, findTexts, insertWords, ownersOf, refusersAmong, type StoredWord } from './store.ts';

export { withdrawnAmong } from './store.ts';

/** A message let in, and whom it is about. */
export interface HeardMessage {
  messageId: string;
  message: TrackingMessage;
  said: Said;
  personId: string | null;
}

/**
 * Keeps the choices that messages tell of, gives earlier ones to people who have named themselves in their browser, and acts on them: from
 * here on a no to marketing keeps mail away. The people are recognised and the customers locked.
 */
export async function hearChoices(context: Context, heard: readonly HeardMessage[]): Promise<void> {
  const told = heard.flatMap(({ messageId, message, said, personId }): Choice[] => {
    const choice = heardIn(message);
    // Who withdraws has no id any more: the one they had says whose word it is. A hash of the day says nothing about tomorrow.
    const anonymousId = message.anonymousId ?? message.previousId;
    const named = said.names.length > 0 && personId !== null;
    return choice === null || (anonymousId === null && !named)
      ? []
      : [
          {
            ...choice,
            anonymousId,
            personId: named ? personId : null,
            named,
            source: 'tracker',
            at: message.occurredAt,
            messageId,
          },
        ];
  });
  const said = await keep(context, told);
  const namers = heard.filter(({ said: { names } }) => names.length > 0);
  const adopters = await adoptWords(
    context,
    namers.flatMap(({ said: { browser } }) => (browser === null ? [] : [browser])),
  );
  const refusers = await refusersAmong(
    context,
    namers.flatMap(({ personId }) => (personId === null ? [] : [personId])),
  );
  await honourMarketing(context, [...said, ...adopters, ...refusers]);
}

/**
 * Keeps a choice that a server, a form or a person at the desk tells of.
 * @returns whose choice it is; null for a browser nobody is known by
 * @throws Problem 422 for a person or text version that is not here or a time in the future
 */
export async function recordConsent(context: Context, given: z.output<typeof newConsent>): Promise<string | null> {
  const { choices, text, language = null, source, proof = {}, anonymousId = null } = given;
  const at = occurredAt(context, given.at, Number.POSITIVE_INFINITY);
  if (text !== undefined && (await findTexts(context, [text])).length === 0)
    throw unprocessable('There is no consent text of this version. Add it first: what was shown is part of the proof.', [
      { pointer: '/text', detail: 'the version of a consent text of this workspace' },
    ]);
  await lockCustomers(context, 'exclusive');
  const personId = await whose(context, given, at);
  const named = given.personId !== undefined || given.email !== undefined || given.externalId !== undefined;
  const told = {
    choices,
    textVersion: text ?? null,
    language,
    source,
    at,
    proof,
    messageId: null,
    anonymousId,
    personId: named ? personId : null,
    named,
  };
  await honourMarketing(context, await keep(context, [told]));
  return personId;
}

/** Adds a version of the words people are asked with. The same words again are found. @throws Problem 409 for other words under a version that is taken */
export async function addConsentText(
  context: Context,
  { version, language, text }: z.output<typeof newConsentText>,
): Promise<{ id: string; created: boolean }> {
  const textHash = createHash('sha256').update(text).digest('hex');
  const id = newId();
  const inserted = await context.db
    .insertInto('consentTexts')
    .values({
      workspaceId: context.workspace,
      id,
      version,
      language,
      text,
      textHash,
      createdBy: memberId(context.actor),
      createdAt: context.now,
    })
    .onConflict((on) => on.columns(['workspaceId', 'version', 'language']).doNothing())
    .executeTakeFirstOrThrow();
  if (inserted.numInsertedOrUpdatedRows) {
    await recordEvent(context, {
      type: 'consent_text.added',
      subject: { kind: 'consent_text', id },
      data: { version, language, textHash },
    });
    return { id, created: true };
  }
  const kept = await context.db
    .selectFrom('consentTexts')
    .select(['id', 'textHash'])
    .where('version', '=', version)
    .where('language', '=', language)
    .executeTakeFirstOrThrow();
  if (kept.textHash !== textHash)
    throw conflict('This version is taken by another text in this language, and a text is never changed. Choose a new version.');
  return { id: kept.id, created: false };
}

interface Choice {
  choices: Choices;
  personId: string | null;
  anonymousId: string | null;
  named: boolean;
  textVersion: string | null;
  language: string | null;
  source: ConsentSource;
  at: Date;
  messageId: string | null;
  proof: object;
}

/** Writes choices down, one word for each purpose. @returns the people who said something on marketing */
async function keep(context: Context, told: readonly Choice[]): Promise<string[]> {
  if (told.length === 0) return [];
  const owners = await ownersOf(
    context,
    told.flatMap(({ anonymousId, named }) => (anonymousId === null || named ? [] : [anonymousId])),
  );
  const texts = await findTexts(
    context,
    told.flatMap(({ textVersion }) => textVersion ?? []),
  );
  const words = told.flatMap(({ choices, language, personId, ...rest }) =>
    purposes.flatMap((purpose): StoredWord[] => {
      const granted = choices[purpose];
      if (granted === undefined) return [];
      const owner = personId ?? (rest.anonymousId === null ? null : (owners.get(rest.anonymousId) ?? null));
      const textHash = textShown(texts, rest.textVersion, language)?.textHash ?? null;
      return [{ ...rest, id: newId(), personId: owner, purpose, granted, textHash }];
    }),
  );
  await insertWords(context, words);
  await recordEvents(
    context,
    words.flatMap(({ personId, purpose, granted, textVersion, source, at }) =>
      personId === null
        ? []
        : [
            {
              type: granted ? 'consent.given' : 'consent.refused',
              subject: { kind: 'person', id: personId },
              data: { purpose, text: textVersion, source },
              at,
            },
          ],
    ),
  );
  return words.flatMap(({ purpose, personId }) => (purpose === 'marketing' && personId !== null ? [personId] : []));
}

/** The text of a version in the language it was shown in; Norwegians' browsers say `no` and `nn` too. A version in one language only needs none. */
function textShown<T extends { version: string; language: string }>(
  texts: readonly T[],
  version: string | null,
  language: string | null,
): T | undefined {
  const ofVersion = texts.filter((text) => text.version === version);
  const wanted = language
    ?.slice(0, 2)
    .toLowerCase()
    .replace(/^n[no]$/, 'nb');
  return ofVersion.find((text) => text.language === wanted) ?? (ofVersion.length === 1 ? ofVersion[0] : undefined);
}

async function whose(
  context: Context,
  { personId, email, externalId, anonymousId }: z.output<typeof newConsent>,
  at: Date,
): Promise<string | null> {
  if (personId !== undefined) {
    const person = await standingPerson(context, personId);
    if (person === null)
      throw unprocessable('personId names no person of this workspace.', [
        { pointer: '/personId', detail: 'a person of this workspace' },
      ]);
    return person;
  }
  const names = [
    ...(externalId === undefined ? [] : [{ kind: 'external_id' as const, source: 'user_id', value: externalId }]),
    ...(email === undefined ? [] : [{ kind: 'email' as const, source: '', value: email }]),
  ];
  const fields = { email: email ?? null, name: null, firstName: null, lastName: null, phone: null, title: null, company: null };
  const { people } = await recognisePeople(context, [
    { at, names, browser: anonymousId ?? null, fields, traits: {}, company: null },
  ]);
  return people[0] ?? null;
}
