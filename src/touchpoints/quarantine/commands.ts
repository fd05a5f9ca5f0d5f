import type { Context } from '../../platform/context.ts';
import { conflict, notFound, unprocessable } from '../../platform/errors.ts';
import type { Language } from '../../platform/fields.ts';
import { recordEvent } from '../../platform/events.ts';
import { isObject, type Unfit } from '../json.ts';
import { inEnvelope, readMessage, type Envelope } from '../segment.ts';
import { inWords, said, sentenceOf, type Said } from '../sentences.ts';
import { arrive, type Arrival } from '../tracking/arrival.ts';
import { letIn } from '../tracking/commands.ts';
import type { Fate } from '../tracking/fate.ts';
import { closeReplayed, hold, holdNext, remove, saveCorrection, type Kept } from './store.ts';

/** A message that went through the door again, and what became of it. */
export interface Replayed {
  kept: Kept;
  arrival: Arrival;
  fate: Fate;
}

/**
 * Keeps a corrected text of a message beside its original.
 * @throws Problem 404 for no such message, 409 for one that was replayed, 422 for a text that would be quarantined again
 */
export async function correct(context: Context, id: string, text: string, language: Language): Promise<void> {
  const kept = await holdWaiting(context, id);
  const reading = readMessage(inEnvelope(read(text), envelopeOf(kept)), kept.receivedAt, kept.call ?? undefined);
  if (!reading.ok) throw stillUnfit(sentenceOf(reading), reading, language);
  await saveCorrection(context, id, text);
  await recordEvent(context, { type: 'quarantine.corrected', subject: { kind: 'quarantined_message', id } });
}

/**
 * Sends a message through the door as if it came for the first time, at the time it came. `asNew` gives it a messageId of its own.
 * @throws Problem 404 for no such message, 409 for one that was replayed before, 422 for one that is still not good
 */
export async function replayOne(
  context: Context,
  id: string,
  { asNew, language }: { asNew: boolean; language: Language },
): Promise<Replayed> {
  const kept = await holdWaiting(context, id);
  const [replayed] = await sendThrough(context, [kept], asNew);
  if (!replayed) throw new Error('what is sent through the door has a fate');
  const { fate } = replayed;
  if (fate.outcome === 'quarantined') throw stillUnfit(said('stillUnfit', { what: sentenceOf(fate) }), fate, language);
  return replayed;
}

const stillUnfit = (sentence: Said, { path, said: why }: Unfit, language: Language) =>
  unprocessable(inWords(sentence, language), [{ pointer: path, detail: inWords(why, language) }]);

/** So many are taken in one transaction. */
const MANY = 500;

/**
 * Sends the messages that wait through the door, oldest first, some hundreds at a time; those that are still not good stay.
 * @returns what became of each, and after which one to go on; null when all were tried
 */
export async function replayMany(
  context: Context,
  { reason, asNew, after }: { reason?: string | undefined; asNew: boolean; after?: string | undefined },
): Promise<{ replayed: Replayed[]; next: string | null }> {
  const held = await holdNext(context, { reason, after, most: MANY });
  const replayed = await sendThrough(context, held, asNew);
  return { replayed, next: held.length === MANY ? (held.at(-1)?.id ?? null) : null };
}

/** @throws Problem 404 for no such message, 409 for one that was replayed */
export async function discard(context: Context, id: string): Promise<void> {
  const { reason } = await holdWaiting(context, id);
  await remove(context, id);
  await recordEvent(context, { type: 'quarantine.discarded', subject: { kind: 'quarantined_message', id }, data: { reason } });
}

async function holdWaiting(context: Context, id: string): Promise<Kept> {
  const kept = await hold(context, id);
  if (!kept) throw notFound();
  if (kept.replayedAt)
    throw conflict(`This message was sent through the door again at ${kept.replayedAt.toISOString()}; that is done once.`);
  return kept;
}

async function sendThrough(context: Context, held: readonly Kept[], asNew: boolean): Promise<Replayed[]> {
  const arrivals = held.map((kept) => again(kept, asNew));
  const fates = await letIn(context, arrivals);
  const replayed = held.flatMap((kept, index) => {
    const [arrival, fate] = [arrivals[index], fates[index]];
    return arrival && fate ? [{ kept, arrival, fate }] : [];
  });
  const good = replayed.flatMap(({ kept, fate: { outcome } }) => (outcome === 'quarantined' ? [] : [{ kept, outcome }]));
  await closeReplayed(context, good);
  for (const { kept, outcome } of good)
    await recordEvent(context, {
      type: 'quarantine.replayed',
      subject: { kind: 'quarantined_message', id: kept.id },
      data: { reason: kept.reason, outcome },
    });
  return replayed;
}

/** The message as it arrived: at its own time and from its own sender, of whom the address is not known any more. */
function again(kept: Kept, asNew: boolean): Arrival {
  const text = kept.correction ?? kept.original.toString();
  const envelope = envelopeOf(kept);
  const message = inEnvelope(read(text), envelope);
  // Its id here is its own, so that even this happens once.
  const raw = asNew && isObject(message) ? { ...message, messageId: kept.id } : message;
  const { userAgent, asksForPrivacy, ahead } = kept;
  const sender = { address: null, userAgent: userAgent ?? '', browser: userAgent !== null, asksForPrivacy, ahead };
  const delivery = { receivedAt: kept.receivedAt, sender, call: kept.call, envelope };
  return arrive(raw, delivery, { octets: Buffer.from(text), originals: [text] });
}

const envelopeOf = ({ envelope }: Kept): Envelope => (envelope === null ? {} : (JSON.parse(envelope) as Envelope));

/** The value of a JSON text; undefined, which no message is, when it is none. */
function read(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
