import { build } from 'vite';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, afterAll } from 'vitest';
import type { Receipt } from '../../src/touchpoints/schema.ts';
import { danishBrowser, openBrowser } from './browser.ts';
import { createDataDir, samspil, startProduct } from './product.ts';

const password = 'fire blå heste synger';

/** Segment's browser client as it is published, made into one script as a company's own build would. */
async function segmentClient(): Promise<string> {
  const entry = 'virtual:entry';
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? entry : null),
        load: (id) =>
          id === entry
            ? `import { AnalyticsBrowser } from '${import.meta.dirname}/../../node_modules/@segment/analytics-next'; window.AnalyticsBrowser = AnalyticsBrowser;`
            : null,
      },
    ],
    build: { write: false, rolldownOptions: { input: entry, output: { codeSplitting: false } } },
  });
  const [output] = [made].flat();
  if (!output || !('output' in output)) throw new Error('nothing was built');
  return output.output.map((part) => ('code' in part ? part.code : '')).join('\n');
}

/** A website with that client on its page; it knows Samspil by nothing but its address and a key. */
async function openSite(script: string, product: string, writeKey: string, more: object): Promise<string> {
  const page = `<!doctype html><html lang="da"><title>Varmepumper</title><h1>Varmepumper</h1><script type="module">${script.replaceAll('</script', '<\\/script')}</script><script type="module">
    window.analytics = AnalyticsBrowser.load({ writeKey: '${writeKey}', cdnURL: '${product}' }, ${JSON.stringify(more)});
    analytics.page();
    analytics.identify('crm-7', { email: 'bo@fjordvarme.no', name: 'Bo Fjord' });
    analytics.track('Demo Requested', { form: 'Bestil en demo' });
    analytics.group('fjordvarme', { name: 'Fjordvarme AS' });
    analytics.screen('Min side');
    analytics.alias('crm-8');
  </script></html>`;
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(page));
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  afterAll(() => server.close());
  return `http://localhost:${(server.address() as AddressInfo).port}/?utm_source=linkedin&utm_medium=paid-social&utm_campaign=pumper`;
}

it.each([
  ['one by one', {}],
  [
    'in batches',
    { integrations: { 'Segment.io': { deliveryStrategy: { strategy: 'batching', config: { size: 6, timeout: 100 } } } } },
  ],
])('Segment’s browser client sends all it has to say from a website, %s', async (_way, more) => {
  const dataDir = createDataDir();
  samspil(['user', 'create', '--email', 'anna@firma.dk', '--name', 'Anna', '--role', 'admin', '--workspace', 'Firma'], {
    DATA_DIR: dataDir,
    SAMSPIL_PASSWORD: password,
  });
  const product = await startProduct(dataDir);
  const context = await danishBrowser(await openBrowser());
  const own = context.request;
  await own.post(`${product.url}/api/v1/session`, { data: { email: 'anna@firma.dk', password } });
  const { key } = (await (await own.post(`${product.url}/api/v1/write-keys`, { data: {} })).json()) as { key: string };
  const ask = async <T>(path: string) =>
    ((await (await own.get(`${product.url}/api/v1/${path}`)).json()) as { items: T[] }).items;

  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto(await openSite(await segmentClient(), product.url, key, more));
  await expect.poll(async () => (await ask('tracking/live')).length, { timeout: 20_000 }).toBe(6);
  expect(complaints).toEqual([]);

  const receipts = await ask<Receipt>('tracking/live');
  expect(receipts.map(({ type, outcome }) => `${type} ${outcome}`).sort()).toEqual(
    ['alias', 'group', 'identify', 'page', 'screen', 'track'].map((type) => `${type} accepted`),
  );
  const touches = await ask<{ kind: string; channel: string; campaign: string | null; person: { name: string } }>('touchpoints');
  expect(touches.map(({ kind, person }) => `${kind} ${person.name}`).sort()).toEqual(
    ['form', 'page', 'page'].map((kind) => `${kind} Bo Fjord`),
  );
  expect(touches).toContainEqual(expect.objectContaining({ kind: 'page', channel: 'paid_social', campaign: 'pumper' }));
  expect(await ask('people')).toMatchObject([
    { name: 'Bo Fjord', email: 'bo@fjordvarme.no', company: { name: 'Fjordvarme AS' } },
  ]);
  await product.stop();
});
