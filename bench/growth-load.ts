import { browserOf, emailOf } from './growth-fill.ts';

/** What a website sends while it is busy, by visitors strewn over all who are known: batches of ten messages, and how many touches they make. */

const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const site = 'https://www.nordvarme.dk';
export const MESSAGES_A_BATCH = 10;
export const TOUCHES_A_BATCH = 8;

/** A row of numbers between 0 and 1 that is the same each time (a linear congruential generator, the constants of Numerical Recipes). */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/** So many, strewn evenly over all who are known. */
export interface Visitors {
  visitors: number;
  people: number;
}

/**
 * Two visits of three pages by people who are known, one of two pages by a browser seen for the first time, that browser naming itself as
 * somebody new, and somebody known naming themselves again.
 */
export function batch(prefix: string, number: number, { visitors, people }: Visitors, draw: () => number): string {
  const somebody = () => 1 + Math.floor(draw() * visitors) * Math.floor(people / visitors);
  const at = new Date().toISOString();
  let count = 0;
  const message = (type: string, anonymousId: string, more: object) => ({
    type,
    messageId: `${prefix}-${number}-${count++}`,
    anonymousId,
    timestamp: at,
    sentAt: at,
    ...more,
  });
  const page = (anonymousId: string, step: number) => {
    const path = `/varmepumper/${(number * 7 + step) % 500}`;
    const url = `${site}${path}${step === 0 ? `?utm_source=linkedin&utm_medium=paid-social&utm_campaign=pumper-${number % 20}` : ''}`;
    const facts = {
      path,
      url,
      title: 'Varmepumper til industrien',
      referrer: step === 0 ? 'https://www.linkedin.com/' : `${site}/`,
    };
    return message('page', anonymousId, {
      name: 'Varmepumper',
      properties: facts,
      context: { page: facts, userAgent: agent, locale: 'da-DK', library: { name: 'analytics.js', version: 'npm:next-1.84.3' } },
    });
  };
  const [one, other, again] = [browserOf(somebody()), browserOf(somebody()), somebody()];
  const stranger = `${prefix}-browser-${number}`;
  const messages = [
    ...[0, 1, 2].map((step) => page(one, step)),
    ...[0, 1, 2].map((step) => page(other, step)),
    ...[0, 1].map((step) => page(stranger, step)),
    message('identify', stranger, { traits: { email: `${prefix}-${number}@house-${Math.ceil(somebody() / 5)}.example` } }),
    message('identify', browserOf(again), { traits: { email: emailOf(again), plan: String(number) } }),
  ];
  return JSON.stringify({ batch: messages });
}
