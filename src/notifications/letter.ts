import type { Message } from './message.ts';

/** What a mail server is given, apart from whom it comes from. */
export interface Letter {
  readonly id: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Mail programs cut a subject long before that. */
const LONGEST_SUBJECT = 200;

/**
 * A message as a mail: the same in plain text and in HTML, without images and without anything from elsewhere. It says of itself that a
 * program wrote it (RFC 3834), so that nobody's absence answers it, and each kind in it can be turned off by one POST (RFC 8058).
 */
export function letterTo(
  message: Message,
  to: { name: string; address: string; unsubscribeKey: string },
  from: { id: string; workspace: string; address: string; domain: string },
): Letter {
  const { id, workspace, address, domain } = from;
  return {
    id,
    to: { name: oneLine(to.name), address: to.address },
    subject: oneLine(message.subject).slice(0, LONGEST_SUBJECT),
    text: textOf(message),
    html: htmlOf(message),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'List-Id': `Samspil <${workspace}.news.${domain}>`,
      'List-Unsubscribe': `<${address}/api/v1/unsubscriptions/${workspace}/${id}/${to.unsubscribeKey}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
}

/** A value for a header: no line breaks, and no signs that turn the direction of writing. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();

function textOf({ items, more, open, why, choose }: Message): string {
  const parts = items.map(({ text, facts, url }) =>
    [text, ...facts.map(({ title, value }) => `${title}: ${value}`), `${open}: ${url}`].join('\n'),
  );
  return `${[...parts, ...(more === null ? [] : [more]), `--\n${why}\n${choose.label}: ${choose.url}`].join('\n\n')}\n`;
}

// Mail programs know no style sheets: what a screen takes from its tokens stands here at each element.
const ink = 'color:#211f1c';
const second = 'color:#5f5a53';

function htmlOf({ language, subject, items, more, open, why, choose }: Message): string {
  const rows = items.map(
    ({ text, facts, url }) => `<div style="padding:16px 0;border-bottom:1px solid #e9e6e1">
<p style="margin:0 0 4px;font-weight:600">${escaped(text)}</p>
${facts.map(({ title, value }) => `<p style="margin:0 0 4px;${second}">${escaped(title)}: ${escaped(value)}</p>\n`).join('')}<p style="margin:8px 0 0"><a href="${escaped(url)}" style="color:#0f766a">${escaped(open)}</a></p>
</div>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;font:15px/1.5 Inter,Segoe UI,Helvetica,Arial,sans-serif;${ink};background:#ffffff">
<div style="max-width:560px;margin:0 auto">
${rows.join('\n')}
${more === null ? '' : `<p style="margin:16px 0 0">${escaped(more)}</p>\n`}<p style="margin:24px 0 0;font-size:13px;${second}">${escaped(why)} <a href="${escaped(choose.url)}" style="${second}">${escaped(choose.label)}</a></p>
</div>
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML shows it, in an element or in a quoted attribute. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
