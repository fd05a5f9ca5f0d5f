import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { danishBrowser, openBrowser, settled } from './browser.ts';
import { setup } from './company.ts';
import { createDataDir, startProduct } from './product.ts';
import { openWebsite } from './website.ts';

/*
 * Whoever puts the line on their page sees it arrive, and sees what could not be taken, without asking for the screens again.
 */

it('A first visit and a message that cannot be taken stand on the open screens by themselves; put right, it counts once, when it happened', async () => {
  const { url } = await startProduct(createDataDir());
  const context = await danishBrowser(await openBrowser());
  const { request } = context;
  expect((await request.post(`${url}/api/v1/setup`, { data: setup })).ok()).toBe(true);
  const { key } = (await (await request.post(`${url}/api/v1/write-keys`, { data: {} })).json()) as { key: string };
  const opens = async (section: string): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(`${url}/settings/${section}`);
    await settled(page);
    return page;
  };
  const [sources, quarantine] = [await opens('sources'), await opens('quarantine')];
  await sources.getByRole('heading', { name: 'Der er endnu intet hørt fra jeres hjemmeside' }).waitFor();
  await quarantine.getByRole('heading', { name: 'Intet er i karantæne' }).first().waitFor();

  const site = await openWebsite(`<script async src="${url}/t.js" data-write-key="${key}"></script>`);
  await (await context.newPage()).goto(`${site}/priser`);
  await sources.getByRole('row', { name: /^\/priser Side/ }).waitFor();
  await sources.getByRole('heading', { name: 'Én kilde fortæller, hvad jeres besøgende gør' }).waitFor();

  const nameless = { type: 'track', event: '', anonymousId: 'a', messageId: 'm-1', timestamp: '2026-11-02T09:15:00Z' };
  await request.post(`${url}/v1/batch`, { data: { writeKey: key, batch: [nameless] } });
  await quarantine.getByRole('heading', { name: 'Én besked venter på at blive rettet' }).waitFor();
  await quarantine.getByRole('row', { name: /navnet på sin hændelse/ }).click();
  const dialog = quarantine.getByRole('dialog');
  await dialog.getByLabel('Som den blev sendt').fill(JSON.stringify({ ...nameless, event: 'Pris set' }));
  await dialog.getByRole('button', { name: 'Send igen' }).click();
  await quarantine.getByRole('heading', { name: 'Intet er i karantæne' }).first().waitFor();
  const touches = (await (await request.get(`${url}/api/v1/touchpoints?to=2026-11-03T00:00:00Z`)).json()) as { items: object[] };
  expect(touches.items).toMatchObject([{ title: 'Pris set', occurredAt: '2026-11-02T09:15:00.000Z' }]);

  // What could not be read is not said to be nothing.
  const broken = { status: 500, contentType: 'application/problem+json', body: '{}' };
  await context.route(/\/api\/v1\/(quarantine|tracking\/sources)/, (route) => route.fulfill(broken));
  for (const [section, heading] of [
    ['sources', 'Kilder'],
    ['quarantine', 'I karantæne'],
  ] as const) {
    const page = await context.newPage();
    await page.goto(`${url}/settings/${section}`);
    await page.getByText('Det her kunne ikke vises.').first().waitFor();
    expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual([heading]);
  }
});
