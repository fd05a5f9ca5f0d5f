import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standardDefinition } from '../../src/definitions/standard.ts';
import { danishBrowser, openBrowser, settled } from './browser.ts';
import { createDataDir, startProduct } from './product.ts';

/*
 * Whoever lands somewhere, by a slow line, works as soon as the scripts of that screen have come: at most 200 KB of them, gzipped, as the
 * built product sends them. What opens later (a dialog, the search, the rows behind a figure) comes later.
 */

const most = 200_000;
const admin = { email: 'mette@nordvarme.dk', password: 'fire blå heste synger' };
const setup = { ...admin, name: 'Mette Lund', workspaceName: 'Nordvarme', country: 'DK', language: 'da' };

let url: string;
let browser: Browser;

/** The scripts that a screen asks for until it stands, by their size on the line. */
async function scriptsOf(context: BrowserContext, path: string): Promise<Map<string, number>> {
  const asked = new Set<string>();
  const page = await context.newPage();
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') asked.add(response.url());
  });
  await page.goto(url + path);
  await settled(page);
  await page.waitForLoadState('networkidle');
  await page.close();
  return new Map(await Promise.all([...asked].map(async (each) => [new URL(each).pathname, await sent(each)] as const)));
}

async function sent(address: string): Promise<number> {
  const { headers } = await fetch(address, { headers: { 'accept-encoding': 'gzip' } });
  if (address.includes('/assets/')) expect(headers.get('content-encoding'), address).toBe('gzip');
  return Number(headers.get('content-length'));
}

async function expectLight(context: BrowserContext, path: string): Promise<void> {
  const scripts = await scriptsOf(context, path);
  const total = [...scripts.values()].reduce((sum, size) => sum + size, 0);
  const heaviest = [...scripts].toSorted(([, a], [, b]) => b - a).slice(0, 12);
  expect(scripts.size).toBeGreaterThan(5);
  expect(total, `bytes of scripts on ${path}, most of them ${JSON.stringify(heaviest)}`).toBeLessThanOrEqual(most);
}

beforeAll(async () => {
  const product = await startProduct(createDataDir());
  afterAll(() => product.stop());
  url = product.url;
  browser = await openBrowser();
});

describe('the scripts before the first screen works', () => {
  it('are light for who sets the product up', async () => {
    await expectLight(await danishBrowser(browser), '/');
  });

  it('are light for who signs in', async () => {
    const context = await danishBrowser(browser);
    expect((await context.request.post(`${url}/api/v1/setup`, { data: setup })).status()).toBe(201);
    await expectLight(await danishBrowser(browser), '/');
  });

  it('are light where marketing, sales and administrators land, with a hand-off that waits and is spoken of', async () => {
    const context = await danishBrowser(browser);
    const { request } = context;
    const post = async <Answer>(path: string, data: object): Promise<Answer> => {
      const answer = await request.post(`${url}/api/v1${path}`, { data });
      expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
      return (await answer.json()) as Answer;
    };
    await post('/session', admin);
    const { id: definitionId } = await post<{ id: string }>('/definitions', { body: standardDefinition });
    for (const role of ['marketing', 'sales']) {
      const member = { name: `Chef ${role}`, email: `${role}@nordvarme.dk`, role, team: role, head: true };
      const { invitationUrl } = await post<{ invitationUrl: string }>('/members', member);
      const { request: theirs } = await danishBrowser(browser);
      await theirs.post(`${url}/api/v1/invitations/${invitationUrl.split('/').at(-1)}`, { data: { password: admin.password } });
      const signature = { fullName: member.name, agreed: true };
      expect((await theirs.post(`${url}/api/v1/definitions/${definitionId}/signature`, { data: signature })).status()).toBe(201);
    }
    const person = await post<{ id: string }>('/people', {
      name: 'Katrine Nordahl',
      email: 'katrine@companyb.dk',
      companyName: 'Company B',
    });
    const lead = await post<{ id: string }>('/leads', { personId: person.id });
    const handoff = await post<{ id: string }>('/handoffs', {
      leadId: lead.id,
      manual: true,
      incompleteBecause: 'Hun har selv ringet.',
    });
    const thread = { subjectKind: 'handoff', subjectId: handoff.id };
    const { id: question } = await post<{ id: string }>('/comments', { ...thread, body: 'Hvilken afdeling?', asks: true });
    await post('/comments', { ...thread, body: 'Den i Aarhus.', answers: question });
    await post('/comments', { ...thread, body: 'Hvem besluttede det?', asks: true });
    for (const path of ['/', '/handoffs', '/settings']) await expectLight(context, path);
  });
});
