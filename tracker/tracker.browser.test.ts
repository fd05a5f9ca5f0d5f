import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowser } from '../test/journeys/browser.ts';
import { buildTracker } from './build.mjs';

interface Received {
  type: string;
  userId?: string;
  event?: string;
  messageId: string;
  anonymousId?: string;
  previousId?: string;
  traits?: Record<string, unknown>;
  properties?: Record<string, unknown>;
  context: {
    page: Record<string, string>;
    consent: { categoryPreferences: Record<string, boolean>; refused: boolean };
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
  const pages = { '/form': await fixture('form'), '/shop': await fixture('shop'), '/': await fixture('site') };
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', site).pathname;
    if (path === '/metrics/t.js') {
      response.setHeader('content-type', 'text/javascript').end(script);
      return;
    }
    if (path !== '/metrics/v1/batch') {
      response.setHeader('content-type', 'text/html').end(pages[path as keyof typeof pages] ?? pages['/']);
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
/** The id in the cookie; null without one. */
const stored = async () => {
  const kept = (await context.cookies()).find(({ name }) => name === 'samspil');
  return kept?.value.split('%')[0] ?? null;
};

test('before consent a visit is told without an id, a cookie or storage', async () => {
  const page = await open('/?utm_source=Google&utm_medium=cpc&utm_campaign=pumps&gclid=abc');
  await arrived(({ type }) => type === 'page').toHaveLength(1);
  const [visit] = received.filter(({ type }) => type === 'page');
  expect(visit).not.toHaveProperty('anonymousId');
  expect(visit?.context.page['url']).toBe(`${site}/?utm_source=Google&utm_medium=cpc&utm_campaign=pumps&gclid=abc`);
  expect(visit?.context.consent).toEqual({ categoryPreferences: { analytics: false }, refused: false });
  expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
  expect(await context.cookies()).toEqual([]);
  expect(contentTypes.every((type) => type.startsWith('text/plain'))).toBe(true);
  // What the page asked for before the script had arrived is not lost.
  expect(received.map(({ event }) => event)).toContain('Price List Requested');
});

test('consent gives a lasting id, withdrawal deletes it at once, and what waits goes without it', async () => {
  const page = await open('/');
  await page.evaluate('samspil.consent({ analytics: true })');
  const id = await stored();
  expect(id).toMatch(/^\d+-\d+-\d+-\d+$/);
  await arrived(({ event }) => event === 'Consent Preference Updated').toMatchObject([{ anonymousId: id }]);
  const again = await open('/prices');
  await arrived(({ properties }) => properties?.['path'] === '/prices').toMatchObject([{ anonymousId: id }]);
  await again.evaluate('samspil.track("Waiting"); samspil.consent({ analytics: false })');
  expect(await stored()).toBeNull();
  await arrived((message) => message.previousId === id).toHaveLength(1);
  expect(received.find(({ event }) => event === 'Waiting')).not.toHaveProperty('anonymousId');
});

test('a choice is told once, with the text that was shown, however often the consent tool repeats it', async () => {
  const told = () => received.filter(({ event }) => event === 'Consent Preference Updated');
  const choose = 'samspil.consent({ analytics: true, marketing: false }, { text: "v3" })';
  const page = await open('/');
  await page.evaluate(`${choose}; ${choose}`);
  await arrived(({ event }) => event === 'Consent Preference Updated').toHaveLength(1);
  expect(told()[0]?.properties).toEqual({ text: 'v3' });
  expect(told()[0]?.context.consent.categoryPreferences).toEqual({ analytics: true, marketing: false });
  const next = await open('/prices');
  await next.evaluate(`${choose}; samspil.track("Asked Again")`);
  await arrived(({ event }) => event === 'Asked Again').toHaveLength(1);
  expect(told()).toHaveLength(1);
  await next.evaluate('samspil.consent({ marketing: true }, { text: "v4" })');
  await arrived(({ properties }) => properties?.['text'] === 'v4').toHaveLength(1);
  expect(told()[1]?.context.consent.categoryPreferences).toEqual({ analytics: true, marketing: true });
});

test('who has named themselves says yes and no by that name', async () => {
  const page = await open('/');
  await page.evaluate('samspil.identify("anna@nordhavn.example"); samspil.consent({ marketing: true }); samspil.track("Later")');
  await arrived(({ event }) => event === 'Later').toHaveLength(1);
  expect(received.find(({ event }) => event === 'Consent Preference Updated')?.userId).toBe('anna@nordhavn.example');
  expect(received.find(({ event }) => event === 'Later')).not.toHaveProperty('userId');
});

test('the id and the choice end with their thirteen months, and are sent to no other site', async () => {
  const page = await open('/');
  await page.evaluate('samspil.consent({ analytics: true })');
  const [kept] = await context.cookies();
  expect(kept).toMatchObject({ name: 'samspil', sameSite: 'Lax' });
  const months = ((kept?.expires ?? 0) - Date.now() / 1000) / ((365.25 * 86_400) / 12);
  expect(months).toBeGreaterThan(12.5);
  expect(months).toBeLessThanOrEqual(13);
});

test('a withdrawal holds in every tab at once, and so does a yes', async () => {
  const [one, other] = [await open('/'), await open('/prices')];
  await one.evaluate('samspil.consent({ analytics: true })');
  const id = await stored();
  await other.evaluate('samspil.track("After The Yes")');
  await arrived(({ event }) => event === 'After The Yes').toMatchObject([{ anonymousId: id }]);
  await one.evaluate('samspil.consent({ analytics: false })');
  await other.evaluate('samspil.track("After The No")');
  await arrived(({ event }) => event === 'After The No').toHaveLength(1);
  expect(received.find(({ event }) => event === 'After The No')).not.toHaveProperty('anonymousId');
});

test('what waits when somebody says yes belongs to the visitor who said it', async () => {
  const page = await open('/');
  const id = await page.evaluate<string>(
    'samspil.track("Waiting"); samspil.consent({ analytics: true }); document.cookie.split("=")[1].split("%")[0]',
  );
  await arrived(({ event }) => event === 'Waiting').toMatchObject([{ anonymousId: id }]);
});

test('sites below one domain share the id when they are told to', async () => {
  await context.route('http://*.firma.example/**', (route) => {
    const { pathname } = new URL(route.request().url());
    return route.continue({ url: site + pathname });
  });
  const page = await context.newPage();
  const visit = async (host: string) => {
    await page.goto(`http://${host}.firma.example/shop`);
    await page.waitForFunction('!Array.isArray(window.samspil) && window.samspil');
  };
  await visit('www');
  await page.evaluate('samspil.consent({ analytics: true })');
  const id = await stored();
  expect(id).not.toBeNull();
  await visit('shop');
  await page.evaluate('samspil.track("Shopping")');
  await arrived(({ event }) => event === 'Shopping').toMatchObject([{ anonymousId: id }]);
  await page.evaluate('samspil.consent({ analytics: false })');
  expect(await stored()).toBeNull();
});

test.each(['globalPrivacyControl', 'doNotTrack'])('%s outranks consent, and is told to the server', async (signal) => {
  const value = signal === 'doNotTrack' ? '"1"' : 'true';
  await context.addInitScript(`Object.defineProperty(navigator, "${signal}", { value: ${value} })`);
  const page = await open('/');
  await page.evaluate('samspil.consent({ analytics: true })');
  await arrived(({ type }) => type === 'page').toHaveLength(1);
  expect(await stored()).toBeNull();
  expect(received.some((message) => message.anonymousId)).toBe(false);
  expect(received.every(({ context: { consent } }) => consent.refused && !consent.categoryPreferences['analytics'])).toBe(true);
});

test('a route of a single-page site is a page, an anchor is not', async () => {
  const page = await open('/');
  await page.click('#anchor');
  await page.click('#route');
  await arrived(({ type }) => type === 'page').toHaveLength(2);
  const route = received.filter(({ type }) => type === 'page')[1];
  expect(route?.properties).toMatchObject({ path: '/prices', title: 'Prices', referrer: `${site}/` });
});

test('going back is a page again, a replaced address is one, and the same address is none', async () => {
  const page = await open('/');
  await page.click('#route');
  await arrived(({ type }) => type === 'page').toHaveLength(2);
  await page.goBack();
  await arrived(({ type }) => type === 'page').toHaveLength(3);
  await page.evaluate('history.replaceState({}, "", "/replaced"); history.replaceState({}, "", "/replaced")');
  await arrived(({ type }) => type === 'page').toHaveLength(4);
  await page.evaluate('samspil.track("Done")');
  await arrived(({ event }) => event === 'Done').toHaveLength(1);
  const pages = received.filter(({ type }) => type === 'page').map(({ properties }) => properties?.['path']);
  expect(pages).toEqual(['/', '/prices', '/', '/replaced']);
});

test('what stands behind the # is a page where the site says so, or where it is a route', async () => {
  const asked = await open('/shop');
  await asked.click('#tab');
  await arrived(({ type }) => type === 'page').toHaveLength(2);
  const page = await open('/');
  await page.evaluate('location.hash = "#/pumps/p-200"');
  await arrived(({ type }) => type === 'page').toHaveLength(4);
  expect(received.filter(({ type }) => type === 'page').map(({ properties }) => properties?.['url'])).toEqual([
    `${site}/shop`,
    `${site}/shop#technisch`,
    `${site}/`,
    `${site}/#/pumps/p-200`,
  ]);
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

test('what could not be sent while the network was away is sent when it is back', async () => {
  const page = await open('/');
  await arrived(({ type }) => type === 'page').toHaveLength(1);
  await context.setOffline(true);
  await page.evaluate('samspil.track("Offline")');
  await page.waitForFunction('performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("batch")).length > 1');
  expect(received.some(({ event }) => event === 'Offline')).toBe(false);
  await context.setOffline(false);
  await arrived(({ event }) => event === 'Offline').toHaveLength(1);
});

test('with consent what waits survives the page; without it nothing does', async () => {
  for (const consents of [true, false]) {
    const page = await open('/');
    await page.evaluate(`samspil.consent({ analytics: ${consents} })`);
    await context.setOffline(true);
    await page.evaluate(`samspil.track("Waiting ${consents}")`);
    await page.evaluate('dispatchEvent(new Event("pagehide"))');
    const kept = await page.evaluate<string | null>('localStorage.getItem("samspil")');
    expect(kept?.includes('Waiting true') ?? false).toBe(consents);
    // A page that is killed says nothing more.
    await page.close({ runBeforeUnload: false });
    await context.setOffline(false);
    const next = await open('/prices');
    await next.evaluate(`samspil.track("Next ${consents}")`);
    await arrived(({ event }) => event === `Next ${consents}`).toHaveLength(1);
    expect(received.some(({ event }) => event === `Waiting ${consents}`)).toBe(consents);
    expect(await next.evaluate('localStorage.length')).toBe(0);
  }
});

test('a withdrawal empties what was put aside', async () => {
  const page = await open('/');
  await page.evaluate('samspil.consent({ analytics: true })');
  await context.setOffline(true);
  await page.evaluate('samspil.track("Waiting"); dispatchEvent(new Event("pagehide"))');
  expect(await page.evaluate('localStorage.length')).toBe(1);
  await page.evaluate('samspil.consent({ analytics: false })');
  expect(await page.evaluate('localStorage.length')).toBe(0);
  expect(await context.cookies()).toEqual([]);
});

test('an open page sends no cookie of the site along', async () => {
  await context.addCookies([{ name: 'session', value: 'x', url: site }]);
  await open('/');
  await arrived(({ type }) => type === 'page').toHaveLength(1);
  expect(cookies[0]).toBeUndefined();
});
