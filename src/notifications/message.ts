import type { Language } from '../platform/fields.ts';
import { inWordsOf } from '../platform/sentences.ts';
import { messageSentences } from './message-sentences.ts';
import { newsSentences } from './news-sentences.ts';
import { newsWords, type NewsFacts } from './news-words.ts';

/** A message in words, before it takes the form of a mail, a Slack or a Teams message. */
export interface Message {
  readonly language: Language;
  /** One line that says it all. */
  readonly subject: string;
  readonly items: readonly MessageItem[];
  /** What there is no room for; null if there is room for all. */
  readonly more: string | null;
  readonly open: string;
  /** Why it came, and where that is changed. */
  readonly why: string;
  readonly choose: { readonly label: string; readonly url: string };
}

export interface MessageItem {
  readonly text: string;
  readonly facts: readonly { readonly title: string; readonly value: string }[];
  readonly url: string;
}

/** News as it is told outside. What somebody wrote with it stays inside: it may hold anything about anybody. */
export interface ToldNews extends NewsFacts {
  /** When the contact is promised; null where nothing is. */
  readonly due: Date | null;
  /** Whom it is for, by name. */
  readonly members: readonly string[];
}

export interface Reader {
  readonly language: Language;
  readonly timeZone: string;
  /** Read by a whole channel: it says whom it is for, and names the company rather than the person. */
  readonly shared: boolean;
}

/** Where it comes from: the workspace's name, and the address under which people open Samspil. */
export interface Origin {
  readonly workspace: string;
  readonly address: string;
}

/** More than that nobody reads in a message, and Slack and Teams take no much longer ones. */
const MOST_ITEMS = 12;

const locales: Record<Language, string> = { en: 'en-GB', da: 'da-DK', nb: 'nb-NO', nl: 'nl-NL' };

/** Puts news into the words of its reader. */
export function messageOf(news: readonly ToldNews[], reader: Reader, origin: Origin): Message {
  const { language, shared } = reader;
  const say = sayer(language);
  const items = news.slice(0, MOST_ITEMS).map((each) => itemOf(each, reader, origin));
  const first = items[0]?.text ?? '';
  return {
    language,
    subject: news.length > 1 ? say('andMore', { first, n: news.length - 1 }) : first,
    items,
    more: news.length > MOST_ITEMS ? say('more', { n: news.length - MOST_ITEMS }) : null,
    ...footOf(say, shared, origin),
  };
}

/** What shows that a place can be reached. */
export function testMessage({ language, shared }: Reader, origin: Origin): Message {
  const say = sayer(language);
  const item = { text: say('testDetail', { workspace: origin.workspace }), facts: [], url: origin.address };
  return { language, subject: say('test', {}), items: [item], more: null, ...footOf(say, shared, origin) };
}

type Say = (code: keyof typeof messageSentences, values: Record<string, string | number>) => string;
const sayer =
  (language: Language): Say =>
  (code, values) =>
    inWordsOf(messageSentences, { code, values }, language);

const footOf = (say: Say, shared: boolean, { workspace, address }: Origin) => ({
  open: say('open', {}),
  why: say(shared ? 'whyShared' : 'whyMail', { workspace }),
  choose: { label: say('choose', {}), url: `${address}/settings/news` },
});

function itemOf(news: ToldNews, { language, timeZone, shared }: Reader, { address }: Origin): MessageItem {
  const { about, due, members } = news;
  const say = sayer(language);
  const { text, values, href } = newsWords(
    shared && about?.company ? { ...news, about: { ...about, person: null } } : news,
    language,
  );
  const inShared = { assigned: 'sharedAssigned', timedOut: 'sharedTimedOut' } as const;
  return {
    text:
      shared && (text === 'assigned' || text === 'timedOut')
        ? say(inShared[text], values)
        : inWordsOf(newsSentences, { code: text, values }, language),
    facts: [
      ...(due === null ? [] : [{ title: say('promisedBy', {}), value: moment(due, language, timeZone) }]),
      ...(shared && members.length > 0 ? [{ title: say('forWhom', {}), value: members.join(', ') }] : []),
    ],
    url: `${address}${href}`,
  };
}

/** tirs. 24. nov. 10:55, the time as everywhere in Samspil with a colon and 24 hours. */
function moment(at: Date, language: Language, timeZone: string): string {
  const day = new Intl.DateTimeFormat(locales[language], { timeZone, weekday: 'short', day: 'numeric', month: 'short' });
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${day.format(at)} ${time.format(at)}`;
}
