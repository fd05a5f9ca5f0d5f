import { describe, expect, test } from 'vitest';
import { adaptiveCard } from './adaptive-card.ts';
import { blockKit } from './block-kit.ts';
import { letterTo } from './letter.ts';
import { messageOf, testMessage, type Reader, type ToldNews } from './message.ts';

const origin = { workspace: 'Nordhavn Pumper', address: 'https://samspil.firma.dk' };
const told = (changes: Partial<ToldNews> = {}): ToldNews => ({
  kind: 'handoff.assigned',
  subjectKind: 'handoff',
  subjectId: 'h1',
  data: { because: 'round_robin', rule: null },
  about: { person: 'Katrine Nordahl', company: 'Nordavarme' },
  due: new Date('2026-11-24T09:55:00Z'),
  members: ['Anna Holm'],
  ...changes,
});
const anna: Reader = { language: 'da', timeZone: 'Europe/Copenhagen', shared: false };
const channel: Reader = { ...anna, shared: true };
const post = { id: 'd1', workspace: 'w1', address: origin.address, domain: 'firma.dk' };
const letter = (news: ToldNews[], name = 'Anna Holm') =>
  letterTo(messageOf(news, anna, origin), { name, address: 'anna@firma.dk', unsubscribeKey: 'k' }, post);

describe('a mail', () => {
  test('says in the language of its reader who it is about, until when, and where it is dealt with', () => {
    expect(letter([told()])).toMatchObject({
      subject: 'Katrine Nordahl, Nordavarme: overdraget til dig',
      text: `Katrine Nordahl, Nordavarme: overdraget til dig
Kontakt lovet senest: tirs. 24. nov. 10:55
Åbn i Samspil: https://samspil.firma.dk/handoffs?id=h1

--
Du får denne mail, fordi du er medlem af Nordhavn Pumper og har valgt den slags nyt pr. mail.
Vælg, hvad du får: https://samspil.firma.dk/settings/news
`,
    });
    const subjects = (['en', 'nb', 'nl'] as const).map((language) => messageOf([told()], { ...anna, language }, origin).subject);
    expect(subjects).toEqual([
      'Katrine Nordahl, Nordavarme: handed over to you',
      'Katrine Nordahl, Nordavarme: overlevert til deg',
      'Katrine Nordahl, Nordavarme: aan jou overgedragen',
    ]);
  });

  test('with much in it says so in its subject and leaves the rest to Samspil', () => {
    const many = Array.from({ length: 20 }, (_, index) => told({ subjectId: `h${index}` }));
    const { subject, text } = letter(many);
    expect(subject).toBe('Katrine Nordahl, Nordavarme: overdraget til dig og 19 mere');
    expect([text.includes('id=h11'), text.includes('id=h12'), text.includes('8 mere i Samspil')]).toEqual([true, false, true]);
  });

  test('cannot be given another header by a name, nor turned around', () => {
    const { subject, to } = letter(
      [told({ about: { person: 'Eva\r\nBcc: all@firma.dk', company: 'A\u202eB\u2028C' } })],
      'Anna\r\nX-Spam: no\u0000',
    );
    expect([subject, to.name]).toEqual(['Eva Bcc: all@firma.dk, AB C: overdraget til dig', 'Anna X-Spam: no']);
  });

  test('shows what is in a name as text, in HTML too', () => {
    const { html } = letter([told({ about: { person: '<img src=x onerror=alert(1)>', company: '"&\'' } })]);
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;, &quot;&amp;&#39;: overdraget til dig');
  });

  test('does not carry what somebody wrote with the news', () => {
    const appealed = told({ kind: 'handoff.appealed', data: { reason: 'Hun sagde, at hun er syg.' } });
    expect(JSON.stringify(letter([appealed]))).not.toContain('syg');
  });

  test('says that a program wrote it and can be turned off by one POST', () => {
    expect(letter([told()]).headers).toMatchObject({
      'Auto-Submitted': 'auto-generated',
      'List-Id': 'Samspil <w1.news.firma.dk>',
      'List-Unsubscribe': '<https://samspil.firma.dk/api/v1/unsubscriptions/w1/d1/k>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
  });
});

describe('a channel', () => {
  test('reads for whom it is, and of the company rather than the person', () => {
    const { items } = messageOf([told({ members: ['Anna Holm', 'Bo Lund'] })], channel, origin);
    expect(items).toEqual([
      {
        text: 'Nordavarme: overdraget',
        facts: [
          { title: 'Kontakt lovet senest', value: 'tirs. 24. nov. 10:55' },
          { title: 'Til', value: 'Anna Holm, Bo Lund' },
        ],
        url: 'https://samspil.firma.dk/handoffs?id=h1',
      },
    ]);
    expect(messageOf([told({ about: { person: 'Eva', company: null } })], channel, origin).subject).toBe('Eva: overdraget');
  });

  test('of Slack takes Block Kit in which a name is neither a link nor a mention', () => {
    const message = messageOf([told({ about: { person: null, company: '<!channel> & *Co*' } })], channel, origin);
    const { text, blocks } = blockKit(message);
    expect(text).toBe('&lt;!channel&gt; &amp; *Co*: overdraget');
    expect(blocks[0]).toEqual({
      type: 'section',
      text: { type: 'plain_text', text: '<!channel> & *Co*: overdraget', emoji: false },
      fields: [
        { type: 'plain_text', text: 'Kontakt lovet senest: tirs. 24. nov. 10:55', emoji: false },
        { type: 'plain_text', text: 'Til: Anna Holm', emoji: false },
      ],
    });
    expect(blocks[1]).toEqual({
      type: 'section',
      text: { type: 'mrkdwn', text: '<https://samspil.firma.dk/handoffs?id=h1|Åbn i Samspil>' },
    });
    expect(JSON.stringify(blockKit(messageOf(Array(40).fill(told()), channel, origin)).blocks).length).toBeLessThan(40_000);
    expect(blockKit(messageOf(Array(40).fill(told()), channel, origin)).blocks.length).toBeLessThanOrEqual(50);
  });

  test('of Teams takes an Adaptive Card in which a name is no Markdown', () => {
    const message = messageOf([told({ members: ['[Anna](http://x)'] })], channel, origin);
    const [attachment] = adaptiveCard(message).attachments;
    expect(attachment).toMatchObject({
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard', version: '1.4', lang: 'da', fallbackText: 'Nordavarme: overdraget' },
    });
    expect(attachment?.content.body[0]).toMatchObject({
      items: [
        { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'Nordavarme: overdraget' }] },
        { type: 'FactSet', facts: [{}, { title: 'Til', value: '\\[Anna\\]\\(http://x\\)' }] },
        { type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', url: 'https://samspil.firma.dk/handoffs?id=h1' }] },
      ],
    });
    // A workflow takes no more than 28 KB.
    expect(Buffer.byteLength(JSON.stringify(adaptiveCard(messageOf(Array(40).fill(told()), channel, origin))))).toBeLessThan(
      28_000,
    );
  });
});

test('a test names the workspace it comes from', () => {
  expect(testMessage({ ...anna, language: 'en' }, origin)).toMatchObject({
    subject: 'A test from Samspil',
    items: [{ text: 'It works: news from Nordhavn Pumper can be read here.' }],
  });
});
