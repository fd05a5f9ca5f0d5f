import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { inWorkspace, type Database } from '../../platform/database.ts';
import type { MailAnswer } from '../../platform/mail.ts';
import { oneAtATime } from '../../platform/one-at-a-time.ts';
import { OutgoingError, postOutside, type Posted } from '../../platform/outgoing.ts';
import { willPass } from '../../platform/watch.ts';
import { adaptiveCard } from '../adaptive-card.ts';
import { blockKit } from '../block-kit.ts';
import { letterTo, type Letter } from '../letter.ts';
import { answerOfMail, answerOfWebhook, patienceAsked, type Answer } from '../retrying.ts';
import { beginTry, endTry, planNews, type Try } from './commands.ts';
import { dueDeliveries } from './store.ts';

/** The courier takes messages outside: it lives in the worker, finds what is due in the table, and carries many at once. */

/** The world outside, as far as messages go there. */
export interface Outside {
  /** Where people open Samspil. */
  address: string;
  /** Null: no mail leaves. */
  mailer: { domain: string; send(letter: Letter): Promise<MailAnswer> } | null;
  post?: (address: string, json: unknown) => Promise<Posted>;
}

export interface Courier {
  /** Looks what there is to plan and to send in a workspace; does not wait until it is sent. */
  wake: (workspace: string) => void;
  /** Waits for the messages under way, as long as the worker may take to stop. */
  stop(): Promise<void>;
}

const system = { kind: 'system' } as const;
/** One server takes all mail, and few take much at once. */
const MAILS_AT_ONCE = 4;
const MOST_AT_ONCE = 60;
/** A webhook's own answer is quick; silence costs its channel no more than that, and the others nothing. */
const WEBHOOK_WITHIN_MS = 10_000;
/** What was sent is recorded as soon as the database answers again; later than that it counts as lost. */
const RECORD_WITHIN_MS = 30_000;
const STOP_WITHIN_MS = 8_000;
const KEPT_DAYS = 90;

/** Deliveries are their own queue: who works on one has it for forty seconds, and after that it is anybody's again. */
export function startCourier(db: Database, outside: Outside): Courier {
  const underWay = new Map<string, Promise<void>>();
  const busy = new Set<string>();
  /** Workspaces with mail for which there was no room: theirs is the next. */
  const hungry = new Set<string>();
  let mails = 0;
  const inside = <T>(workspace: string, work: (context: Context) => Promise<T>) => inWorkspace(db, workspace, system, work);

  const look = oneAtATime(async (workspace) => {
    try {
      const mailLeaves = outside.mailer !== null;
      while (await inside(workspace, (context) => planNews(context, { mailLeaves })));
      const mayTake = { busy: [...busy], mails: MAILS_AT_ONCE - mails + 1 };
      for (const { id, connectionId } of await inside(workspace, (context) => dueDeliveries(context, mayTake))) {
        if (underWay.size >= MOST_AT_ONCE || (connectionId === null && mails >= MAILS_AT_ONCE)) {
          hungry.add(workspace);
          continue;
        }
        const begun = await inside(workspace, (context) => beginTry(context, id, outside.address));
        if (begun) carry(workspace, connectionId, begun);
      }
    } catch (error) {
      // The next look, within seconds, finds the same.
      report(workspace, error);
    }
  });

  function carry(workspace: string, connectionId: string | null, begun: Try) {
    if (connectionId === null) mails += 1;
    else busy.add(connectionId);
    const carried = deliver(workspace, begun).finally(() => {
      underWay.delete(begun.id);
      if (connectionId === null) mails -= 1;
      else busy.delete(connectionId);
      const next = [...hungry, workspace];
      hungry.clear();
      next.forEach(look.wake);
    });
    underWay.set(begun.id, carried);
  }

  async function deliver(workspace: string, begun: Try): Promise<void> {
    const { answer, patience } = await send(outside, workspace, begun);
    const until = Date.now() + RECORD_WITHIN_MS;
    for (;;)
      try {
        return await inside(workspace, (context) => endTry(context, begun.id, answer, patience));
      } catch (error) {
        if (!willPass(error) || Date.now() > until) return report(workspace, error);
        await pause(1000);
      }
  }

  return {
    wake: look.wake,
    async stop() {
      await look.stop();
      await Promise.race([Promise.all(underWay.values()), pause(STOP_WITHIN_MS, undefined, { ref: false })]);
    },
  };
}

const report = (workspace: string, error: unknown) =>
  console.error(JSON.stringify({ level: 50, msg: 'deliveries', workspace, error: String(error) }));

interface Outcome {
  answer: Answer;
  /** How long the receiver asked to wait, in milliseconds. */
  patience: number | null;
}

async function send(
  { mailer, address, post = toWebhook }: Outside,
  workspace: string,
  { id, to, message }: Try,
): Promise<Outcome> {
  if (to.carrier === 'mail') {
    if (mailer === null) return { answer: { code: 'no_mail', status: null }, patience: null };
    const letter = letterTo(message, to, { id, workspace, address, domain: mailer.domain });
    return { answer: answerOfMail(await mailer.send(letter)), patience: null };
  }
  try {
    const { status, retryAfter } = await post(to.address, to.carrier === 'slack' ? blockKit(message) : adaptiveCard(message));
    return { answer: answerOfWebhook(status), patience: patienceAsked(retryAfter, new Date()) };
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    return { answer: { code: error.code === 'address' ? 'address' : 'unreachable', status: null }, patience: null };
  }
}

const toWebhook = (address: string, json: unknown) => postOutside(address, json, { withinMs: WEBHOOK_WITHIN_MS });

/** Each hour: what has ended long ago is forgotten. */
export async function forgetOldDeliveries(db: Database): Promise<void> {
  const { rows } = await sql<{ id: string }>`select workspace_ids() as id`.execute(db);
  for (const { id } of rows)
    await inWorkspace(db, id, system, (context) =>
      sql`delete from deliveries where workspace_id = ${id} and next_try_at is null and created_at < ${context.now}::timestamptz - make_interval(days => ${KEPT_DAYS})`.execute(
        context.db,
      ),
    );
}
