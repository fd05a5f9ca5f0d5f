import { describe, expect, it } from 'vitest';
import { createDataDir, killDatabase, samspil, startProduct, type Product } from './product.ts';

const KILLS = 20;
const EVENTS = 200;
const password = 'fire blå heste synger';

/** A client that, like every tracking client, sends an event again until it is acknowledged. */
async function sendUntilAcknowledged(url: () => string, writeKey: string, messageId: string): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    const answer = await fetch(`${url()}/v1/track`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${writeKey}:`)}` },
      body: JSON.stringify({ messageId, anonymousId: 'visitor-1', event: 'Price Viewed', timestamp: '2026-11-01T10:00:00.000Z' }),
      signal: AbortSignal.timeout(10_000),
    }).catch(() => null);
    if (answer?.ok) return;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error(`${messageId} was never acknowledged`);
}

describe('what was acknowledged', () => {
  it(`survives ${KILLS} kills of program and database, none lost and none doubled`, async () => {
    const dataDir = createDataDir();
    const environment = { DATA_DIR: dataDir, SAMSPIL_PASSWORD: password };
    samspil(
      ['user', 'create', '--email', 'anna@firma.dk', '--name', 'Anna', '--role', 'admin', '--workspace', 'Firma'],
      environment,
    );
    let product: Product = await startProduct(dataDir);
    const cookie = await signIn(product.url);
    const made = await fetch(`${product.url}/api/v1/write-keys`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: '{}',
    });
    const { key } = (await made.json()) as { key: string };

    let sent = 0;
    let killing = true;
    const acknowledged: string[] = [];
    const clients = Array.from({ length: 4 }, async () => {
      while (sent < EVENTS || killing) {
        const messageId = `event-${sent++}`;
        await sendUntilAcknowledged(() => product.url, key, messageId);
        acknowledged.push(messageId);
        // The events are spread over the kills rather than all before the first.
        await new Promise((next) => setTimeout(next, sent > EVENTS ? 250 : 20));
      }
    });
    for (let kill = 0; kill < KILLS; kill++) {
      const before = acknowledged.length;
      while (acknowledged.length < before + 4) await new Promise((next) => setTimeout(next, 20));
      if (kill % 2 === 0) killDatabase(dataDir);
      else {
        const gone = product.stop('SIGKILL');
        if (kill % 4 === 1) killDatabase(dataDir);
        await gone;
        product = await startProduct(dataDir);
      }
    }
    killing = false;
    await Promise.all(clients);
    expect(acknowledged.length).toBeGreaterThanOrEqual(EVENTS);

    const stored: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const answer = await fetch(`${product.url}/api/v1/touchpoints?limit=200${next && `&cursor=${next}`}`, {
        headers: { cookie },
      });
      const page = (await answer.json()) as { items: { id: string }[]; next: string | null };
      stored.push(...page.items.map(({ id }) => id));
      next = page.next;
    }
    expect(new Set(stored).size).toBe(stored.length);
    expect(stored.length).toBe(acknowledged.length);
    expect(await product.stop()).toBe(0);
  });
});

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'anna@firma.dk', password }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}
