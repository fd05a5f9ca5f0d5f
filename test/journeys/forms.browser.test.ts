import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { danishBrowser, openBrowser, plain } from './browser.ts';
import { createDataDir, startProduct } from './product.ts';
import { expectAccessible, expectNoOverflow } from './screens.ts';

const browser = await openBrowser();
const phone = { width: 390, height: 844 };
let url: string;
let form: string;
let call: (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Record<string, unknown> & { items?: unknown[] }>;

beforeAll(async () => {
  const product = await startProduct(createDataDir());
  url = product.url;
  const desk = await danishBrowser(browser);
  call = async (method, path, data) => {
    const answer = await desk.request.fetch(`${url}/api/v1${path}`, {
      method,
      ...(data !== undefined && { data }),
      headers: { origin: url },
    });
    return (await answer.json()) as Awaited<ReturnType<typeof call>>;
  };
  await call('POST', '/setup', {
    name: 'Anna Berg',
    email: 'anna@firma.dk',
    password: 'fire blå heste synger',
    workspaceName: 'Firma A/S',
    country: 'DK',
    language: 'da',
  });
  await call('POST', '/consent-texts', { version: 'v1', language: 'da', text: 'Ja tak, I må skrive til mig.' });
  const made = await call('POST', '/forms', {
    name: 'Ring mig op',
    texts: { da: { title: 'Skal vi ringe dig op?', intro: 'Skriv kort.', thanks: 'Vi ringer i dag.' } },
    fields: [{ item: 'name', required: true }, { item: 'need' }, { item: 'timing' }],
    consent: { purpose: 'marketing', text: 'v1' },
  });
  form = String(made['id']);
});

/** Fills the form in wrongly and then rightly, looking at each page as everybody has to be able to use it. */
async function fillIn(page: Page, email: string, check: (where: string) => Promise<void>): Promise<void> {
  expect(plain(await page.textContent('h1'))).toBe('Skal vi ringe dig op?');
  await check('the form');
  await page.getByLabel('Din e-mail').fill('anna@');
  await page.getByLabel('Hvad kan vi hjælpe jer med?').fill('Pumpen stopper');
  await page.getByLabel('Inden for en måned').check();
  await page.getByRole('button', { name: 'Send' }).click();
  const faults = page.getByRole('alert');
  await faults.waitFor();
  expect(plain(await faults.textContent())).toContain('Svar venligst: Dit navn');
  expect(await page.getByLabel('Hvad kan vi hjælpe jer med?').inputValue()).toBe('Pumpen stopper');
  expect(await page.getByLabel('Inden for en måned').isChecked()).toBe(true);
  await check('the form with faults');
  await page.getByLabel('Din e-mail').fill(email);
  await page.getByLabel('Dit navn').fill('Bo Kvist');
  await page.getByLabel('Ja tak').check();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Vi ringer i dag.').waitFor();
  await check('the thanks');
}

test('the page of a form works without JavaScript, in Danish', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'da-DK', viewport: phone });
  const page = await context.newPage();
  await page.goto(`${url}/f/${form}`);
  await fillIn(page, 'bo@nordhavn.dk', async () => {});
  const { items = [] } = await call('GET', '/people?search=bo@nordhavn.dk');
  expect(items).toMatchObject([{ name: 'Bo Kvist' }]);
  await context.close();
});

test('the page of a form can be used by everybody, at a desk and on a phone', async () => {
  const context = await danishBrowser(browser);
  const page = await context.newPage();
  const looked = async (where: string) => {
    for (const viewport of [phone, { width: 1280, height: 900 }]) {
      await page.setViewportSize(viewport);
      await expectNoOverflow(page, where);
      await expectAccessible(page, where);
    }
  };
  await page.goto(`${url}/f/${form}`);
  await fillIn(page, 'eva@nordhavn.dk', looked);
  await context.close();
});

test('a line on a website shows the form at its full height', async () => {
  const site = createServer((_request, response) =>
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(
        `<!doctype html><html lang="da"><title>Firma</title><h1>Kontakt</h1><script async src="${url}/f.js" data-form="${form}"></script></html>`,
      ),
  );
  await new Promise<void>((listening) => site.listen(0, 'localhost', listening));
  afterAll(() => site.close());
  const context = await danishBrowser(browser);
  const page = await context.newPage();
  await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/kontakt?utm_source=nyhed`);
  const framed = page.frameLocator('iframe');
  await framed.getByRole('button', { name: 'Send' }).waitFor();
  await expect.poll(() => page.locator('iframe').getAttribute('title')).toBe('Skal vi ringe dig op?');
  await framed.getByLabel('Din e-mail').fill('ida@nordhavn.dk');
  await framed.getByLabel('Dit navn').fill('Ida Lund');
  await framed.getByRole('button', { name: 'Send' }).click();
  await framed.getByText('Vi ringer i dag.').waitFor();
  const { items = [] } = await call('GET', '/touchpoints?kind=form');
  expect(items).toContainEqual(
    expect.objectContaining({ source: 'nyhed', person: expect.objectContaining({ name: 'Ida Lund' }) as unknown }),
  );
  await context.close();
});
