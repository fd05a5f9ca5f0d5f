import type { Message } from './message.ts';

/**
 * A message in Slack's Block Kit. What anybody wrote stands in `plain_text`, where it is neither format nor a mention; only our own links
 * are `mrkdwn`. Links and no buttons: a webhook has nobody who would answer Slack that a button was pressed.
 */
export function blockKit({ subject, items, more, open, why, choose }: Message) {
  return {
    text: inMrkdwn(subject),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      ...items.flatMap(({ text, facts, url }, index) => [
        ...(index === 0 ? [] : [{ type: 'divider' }]),
        {
          type: 'section',
          text: plain(text, LONGEST_TEXT),
          ...(facts.length > 0 && { fields: facts.map(({ title, value }) => plain(`${title}: ${value}`, LONGEST_FIELD)) }),
        },
        { type: 'section', text: { type: 'mrkdwn', text: link(url, open) } },
      ]),
      ...(more === null ? [] : [{ type: 'section', text: plain(more, LONGEST_TEXT) }]),
      { type: 'context', elements: [plain(why, LONGEST_FIELD), { type: 'mrkdwn', text: link(choose.url, choose.label) }] },
    ],
  };
}

const LONGEST_TEXT = 3000;
const LONGEST_FIELD = 2000;

const plain = (text: string, longest: number) => ({ type: 'plain_text', text: text.slice(0, longest), emoji: false });

/** The three signs that mean something to Slack wherever they stand. */
const inMrkdwn = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const link = (url: string, label: string) => `<${inMrkdwn(url).replaceAll('|', '%7C')}|${inMrkdwn(label)}>`;
