import type { Calendar } from '../calendars/clock.ts';
import type { Role, Team } from '../platform/context.ts';
import { isOpenTo, wants, type Carrier, type Choices } from './choices.ts';
import { isNewsKind, kindOf, type NewsKind } from './kinds.ts';
import { quietUntil, type Quiet } from './quiet-hours.ts';

/** Which news goes where outside Samspil, and when. */

/** A member as far as news is concerned. */
export interface Recipient {
  readonly id: string;
  readonly role: Role;
  readonly team: Team;
  readonly choices: Choices;
  readonly quiet: Quiet;
  readonly urgentPierces: boolean;
  /** Their working calendar, absences included. */
  readonly calendar: Calendar;
  /** Whether mail may be sent to them: a server takes it, and the address has proved to be theirs. */
  readonly hasMail: boolean;
}

/** A Slack or Teams channel. */
export interface Connection {
  readonly id: string;
  readonly carrier: Exclude<Carrier, 'mail'>;
  readonly team: string | null;
}

export interface OneNews {
  readonly id: string;
  readonly memberId: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly createdAt: Date;
}

/** A message to be: to one member's mail or to one connection, not before a moment. */
export interface PlannedDelivery {
  readonly carrier: Carrier;
  readonly memberId: string | null;
  readonly connectionId: string | null;
  readonly at: Date;
  readonly news: readonly string[];
}

/** When news may be told a member outside: at once, when it can no longer be undone, or when their quiet hours end. */
export function tellableAt(news: Pick<OneNews, 'createdAt'> & { kind: NewsKind }, member: Recipient, now: Date): Date {
  const { urgent = false, undoneWithin = 0 } = kindOf(news.kind);
  const settled = new Date(Math.max(now.getTime(), news.createdAt.getTime() + undoneWithin * 1000));
  return urgent && member.urgentPierces ? settled : quietUntil(settled, member.quiet, member.calendar);
}

/**
 * The messages that news becomes. What one receiver may have at one moment is one message, so what was held comes as one. A connection gets
 * what is told to several members once, as soon as one of them may have it.
 */
export function planDeliveries(
  news: readonly OneNews[],
  recipients: ReadonlyMap<string, Recipient>,
  connections: readonly Connection[],
  now: Date,
): PlannedDelivery[] {
  const mail: Told[] = [];
  const shared = new Map<string, Told>();
  for (const each of news) {
    const { kind } = each;
    const member = recipients.get(each.memberId);
    if (!member || !isNewsKind(kind)) continue;
    const at = tellableAt({ ...each, kind }, member, now).getTime();
    if (member.hasMail && wants(member, kind, 'mail'))
      mail.push({ carrier: 'mail', memberId: member.id, connectionId: null, at, news: [each.id] });
    for (const { id, carrier, team } of connections)
      if (isOpenTo({ team }, member.team) && wants(member, kind, id)) {
        const key = `${id} ${kind} ${each.subjectId}`;
        const known = shared.get(key);
        shared.set(key, {
          carrier,
          memberId: null,
          connectionId: id,
          at: Math.min(at, known?.at ?? at),
          news: [...(known?.news ?? []), each.id],
        });
      }
  }
  return byReceiverAndMoment([...mail, ...shared.values()]);
}

type Told = Omit<PlannedDelivery, 'at'> & { at: number };

function byReceiverAndMoment(told: readonly Told[]): PlannedDelivery[] {
  const messages = new Map<string, Told>();
  for (const each of told) {
    const key = `${each.memberId ?? each.connectionId} ${each.at}`;
    const known = messages.get(key);
    messages.set(key, known ? { ...known, news: [...known.news, ...each.news] } : each);
  }
  return [...messages.values()].map((message) => ({ ...message, at: new Date(message.at) }));
}
