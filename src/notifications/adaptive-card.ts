import type { Message } from './message.ts';

/** A message as an Adaptive Card, in the envelope that a Teams workflow "when a webhook request is received" takes. */
export function adaptiveCard({ language, subject, items, more, open, why, choose }: Message) {
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          lang: language,
          fallbackText: subject,
          body: [
            ...items.map(({ text, facts, url }, index) => ({
              type: 'Container',
              separator: index > 0,
              items: [
                plain({ text, weight: 'Bolder' }),
                ...(facts.length > 0
                  ? [{ type: 'FactSet', facts: facts.map(({ title, value }) => ({ title, value: unmarked(value) })) }]
                  : []),
                { type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', title: open, url }] },
              ],
            })),
            ...(more === null ? [] : [plain({ text: more })]),
            plain({ text: why, size: 'Small', isSubtle: true }),
          ],
          actions: [{ type: 'Action.OpenUrl', title: choose.label, url: choose.url }],
        },
      },
    ],
  };
}

/** In a TextRun nothing is Markdown, whatever a name holds. */
const plain = (run: { text: string; weight?: string; size?: string; isSubtle?: boolean }) => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', ...run }],
});

/** A fact is Markdown: what would be a link or a format is written as the signs themselves. */
const unmarked = (text: string) => text.replace(/[\\`*_[\]()]/g, '\\$&');
