import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowser } from '../test/journeys/browser.ts';
import { buildTracker } from './build.mjs';

interface Received {
  type: string;
  event?: string;
  messageId: string;
  anonymousId?: string;
  previousId?: string;
  traits?: Record<string, unknown>;
  properties?: Record<string, unknown>;
  context: {
    page: Record<string, string>;
    campaign: Record<string, string>;
    consent: { categoryPreferences: Record<string, boolean> };
  };
}

let server: Server;
let site: string;
let browser: Browser;
let context: BrowserContext;
let received: Received[] = [];
let contentTypes: string[] = [];
let cookies: (string | undefined)[] = [];
/** Answers the server gives before it starts to accept. */
let answers: number[] = [];

beforeAll(async () => {
  const script = await buildTracker({ write: false });
  const fixture = (name: string) => readFile(new URL(`fixtures/${name}.html`, import.meta.url));
  const pages = { site: await fixture('site'), form: await fixture('form') };
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', site).pathname;
    if (path === '/metrics/t.js') {
      response.setHeader('content-type', 'text/javascript').end(script);
      return;
    }
    if (path !== '/metrics/v1/batch') {
      response.setHeader('content-type', 'text/html').end(path === '/form' ? pages.form : pages.site);
      return;
    }
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const status = answers.shift() ?? 200;
      contentTypes.push(request.headers['content-type'] ?? '');
      cookies.push(request.headers.cookie);
      if (status === 200) received.push(...(JSON.parse(body) as { batch: Received[] }).batch);
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openBrowser();
});
afterAll(() => {
  server.close();
});
beforeEach(async () => {
  [received, contentTypes, cookies, answers] = [[], [], [], []];
  context = await browser.newContext();
});
afterEach(() => context.close());

const open = async (path: string): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(site + path);
  await page.waitForFunction('!Array.isArray(window.samspil)');
  return page;
};
const arrived = (matches: (message: Received) => boolean) => expect.poll(() => received.filter(matches), { timeout: 5000 });
const stored = (page: Page) => page.evaluate<string | null>('localStorage.getItem("samspil")');

test('before consent a visit is told without an id, a cookie or storage', async () => {
  const page = await open('/?utm_source=Google&utm_medium=cpc&utm_campaign=pumps&gclid=abc');
  await arrived(({ type }) => type === 'page').toHaveLength(1);
  const [visit] = received.filter(({ type }) => type === 'page');
  expect(visit).not.toHaveProperty('anonymousId');
  expect(visit?.context.campaign).toEqual({ source: 'Google', medium: 'cpc', name: 'pumps' });
  expect(visit?.context.page['search']).toContain('gclid=abc');
  expect(visit?.context.consent.categoryPreferences).toEqual({ analytics: false });
  expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
  expect(await context.cookies()).toEqual([]);
  expect(contentTypes.every((type) => type.startsWith('text/plain'))).toBe(true);
  // What the page asked for before the script had arrived is not lost.
  expect(received.map(({ event }) => event)).toContain('Price List Requested');
});

test('consent gives a lasting id, withdrawal deletes it at once, and what waits goes without it', async () => {
  const page = await open('/');
  await page.evaluate('samspil.consent({ analytics: true })');
  const id = await stored(page);
  expect(id).toMatch(/^[0-9a-f-]{32,36}$/);
  await arrived((message) => message.anonymousId === id).toHaveLength(1);
  const again = await open('/prices');
  await arrived((message) => message.type === 'page' && message.anonymousId === id).toHaveLength(1);
  await again.evaluate('samspil.track("Waiting"); samspil.consent({ analytics: false })');
  expect(await stored(again)).toBeNull();
  await arrived((message) => message.previousId === id).toHaveLength(1);
  expect(received.find(({ event }) => event === 'Waiting')).not.toHaveProperty('anonymousId');
});

test('Global Privacy Control outranks consent', async () => {
  await context.addInitScript('Object.defineProperty(navigator, "globalPrivacyControl", { value: true })');
  const page = await open('/');
  await page.evaluate('samspil.consent({ analytics: true })');
  await arrived(({ type }) => type === 'page').toHaveLength(1);
  expect(await stored(page)).toBeNull();
  expect(received.some((message) => message.anonymousId)).toBe(false);
});

test('a route of a single-page site is a page, an anchor is not', async () => {
  const page = await open('/');
  await page.click('#anchor');
  await page.click('#route');
  await arrived(({ type }) => type === 'page').toHaveLength(2);
  const route = received.filter(({ type }) => type === 'page')[1];
  expect(route?.properties).toMatchObject({ path: '/prices', title: 'Prices', referrer: `${site}/` });
});

test('outbound links and files are told of, also while the page is left', async () => {
  const page = await open('/');
  await page.route('https://partner.example/**', (route) => route.fulfill({ body: 'partner' }));
  await page.evaluate('document.querySelector("#brochure").addEventListener("click", (event) => event.preventDefault())');
  await page.click('#brochure');
  await page.click('#outbound');
  await arrived(({ event }) => event === 'File Downloaded').toMatchObject([{ properties: { name: 'brochure.pdf' } }]);
  await arrived(({ event }) => event === 'Outbound Link Clicked').toMatchObject([
    { properties: { url: 'https://partner.example/pumps' } },
  ]);
});

test('a form it is told of sends its named fields and no secret', async () => {
  const page = await open('/form');
  await page.click('#untold button');
  await page.click('#demo button');
  await arrived(({ event }) => event === 'Form Submitted').toHaveLength(1);
  const form = received.find(({ event }) => event === 'Form Submitted');
  expect(form?.properties).toEqual({
    form: 'book-a-demo',
    fields: { email: 'anna@nordhavn.example', interest: 'pumps, valves' },
  });
  await page.evaluate('samspil.form(document.querySelector("#untold"))');
  await page.click('#untold button');
  await arrived(({ properties }) => properties?.['form'] === 'untold').toHaveLength(1);
});

test('an e-mail identifies without becoming a user id', async () => {
  const page = await open('/');
  await page.evaluate('samspil.identify("anna@nordhavn.example", { name: "Anna" })');
  await arrived(({ type }) => type === 'identify').toMatchObject([{ traits: { email: 'anna@nordhavn.example', name: 'Anna' } }]);
  expect(received.find(({ type }) => type === 'identify')).not.toHaveProperty('userId');
});

test('a batch the server could not take is sent again with the same messageIds', async () => {
  answers = [503, 429];
  await open('/');
  await arrived(({ type }) => type === 'page').toHaveLength(1);
  expect(contentTypes).toHaveLength(3);
  expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(received.length);
});

test('an open page sends no cookie of the site along', async () => {
  await context.addCookies([{ name: 'session', value: 'x', url: site }]);
  await open('/');
  await arrived(({ type }) => type === 'page').toHaveLength(1);
  expect(cookies[0]).toBeUndefined();
});
