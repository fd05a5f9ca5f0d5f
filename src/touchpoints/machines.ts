import { isbot } from 'isbot';
import { remembered } from './remembered.ts';

/**
 * Telling machines from people. What a machine does is kept and marked, and counts for nothing: no score, no first touch, no figure.
 * Addresses of data centres are not looked at: the address is never stored, and colleagues behind a company's VPN would look like machines.
 */

/** Scanners of mail houses, gateways and chat programs that open links before a person does, and that isbot takes for browsers. */
const scanners = new RegExp(
  `barracuda proofpoint mimecast safelinks googleimageproxy ggpht yahoomailproxy symantec messagelabs trendmicro fortimail fortiguard ironport
   urldefense prefetch preview sophos cloudmark avanan hornetsecurity spamtitan forcepoint fireeye bitdefender zscaler mailguard libesva vadesecure
   headlesschrome phantomjs puppeteer playwright`
    .split(/\s+/)
    .join('|'),
  'i',
);

/** True for the user agent of a machine. An agent that was not told is taken for a person, since servers send none. */
export const isMachine = (userAgent: string | null | undefined): boolean => (userAgent ? isMachineName(userAgent) : false);

const isMachineName = remembered(2_000, (userAgent) => isbot(userAgent) || scanners.test(userAgent));

/** Request headers in lower case, as Node gives them. */
type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Headers in which browsers tell what they fetch a page for. */
const purposes = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'];

/** True for a browser that fetches a page ahead of its reader, who may never look at it. */
export function isAhead(headers: Headers): boolean {
  return purposes.some((name) => {
    const said = headers[name];
    return said !== undefined && /\b(prefetch|prerender|preview)\b/i.test(String(said));
  });
}

/** What a mail tool tells of one mail and one person. */
export interface MailTouch {
  id: string;
  what: 'delivered' | 'opened' | 'clicked';
  personId: string;
  mail: string;
  link: string | null;
  occurredAt: Date;
}

/** So soon nobody has read a mail, and so quickly nobody follows its links: mail tools tell whole seconds, and scanners need a few. */
export const SCAN_SECONDS = 10;
/** Two links may be clicked by mistake, three within seconds are not. */
const SCANNED_LINKS = 3;

/**
 * The opens and clicks that a mail scanner made: those within seconds of the delivery, and those among which several links of one mail were
 * followed within seconds.
 * @returns their ids
 */
export function scannedAmong(touches: readonly MailTouch[]): string[] {
  const mails = new Map<string, MailTouch[]>();
  for (const touch of touches) {
    const key = `${touch.personId} ${touch.mail}`;
    mails.set(key, [...(mails.get(key) ?? []), touch]);
  }
  return [...mails.values()].flatMap((mail) => {
    const deliveries = mail.filter(({ what }) => what === 'delivered').map(secondOf);
    const acts = mail.filter(({ what }) => what !== 'delivered');
    const bursts = acts.map(secondOf).filter((start) => {
      const within = acts.filter((act) => act.what === 'clicked' && isWithin(secondOf(act), start));
      return new Set(within.map(({ link }) => link)).size >= SCANNED_LINKS;
    });
    return acts.filter((act) => [...deliveries, ...bursts].some((start) => isWithin(secondOf(act), start))).map(({ id }) => id);
  });
}

const secondOf = ({ occurredAt }: MailTouch) => occurredAt.getTime() / 1000;
const isWithin = (second: number, start: number) => second >= start && second <= start + SCAN_SECONDS;
