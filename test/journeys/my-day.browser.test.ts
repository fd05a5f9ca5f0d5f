import type { BrowserContext } from 'playwright-core';
import { expect, it } from 'vitest';
import { standardCadence, standardClauses } from '../../src/agreements/standard-agreement.ts';
import { localDate } from '../../src/calendars/zone.ts';
import { standardDefinition } from '../../src/definitions/standard.ts';
import { danishBrowser, openBrowser, plain, settled } from './browser.ts';
import { password, setup } from './company.ts';
import { createDataDir, startProduct } from './product.ts';

/* A rep's day by keyboard: the briefing is read, the call logged in two keystrokes, taken back, logged again, and the agreed attempt comes next. */

const product = await startProduct(createDataDir());
const browser = await openBrowser();

it('is worked through by keyboard, and says what comes next', async () => {
  try {
    const { url } = product;
    const { request } = await danishBrowser(browser);
    const sent = async <Answer>(client: typeof request, path: string, data: object): Promise<Answer> => {
      const answer = await client.post(`${url}/api/v1${path}`, { data });
      expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
      return (await answer.json()) as Answer;
    };
    await sent(request, '/setup', setup);
    const definition = await sent<{ id: string }>(request, '/definitions', { body: standardDefinition });
    const heads: { context: BrowserContext; signature: { fullName: string; agreed: true } }[] = [];
    for (const role of ['marketing', 'sales']) {
      const member = { name: `Chef ${role}`, email: `${role}@nordvarme.dk`, role, team: role, head: true };
      const { invitationUrl } = await sent<{ invitationUrl: string }>(request, '/members', member);
      const context = await danishBrowser(browser);
      await context.request.post(`${url}/api/v1/invitations/${invitationUrl.split('/').at(-1)}`, { data: { password } });
      heads.push({ context, signature: { fullName: member.name, agreed: true } });
    }
    const signed = async (path: string) => {
      for (const { context, signature } of heads) await sent(context.request, path, signature);
    };
    await signed(`/definitions/${definition.id}/signature`);
    const agreement = await sent<{ id: string }>(request, '/agreements', {
      inForceFrom: localDate(new Date(), 'Europe/Copenhagen'),
      definitionId: definition.id,
      briefingItems: [],
      // Without a promised time the first contact stands in the day at once, whatever the hour and the weekday.
      clauses: standardClauses.filter(({ metric }) => metric !== 'contacted_in_time'),
      cadence: standardCadence,
    });
    await signed(`/agreements/${agreement.id}/signature`);
    const person = await sent<{ id: string }>(request, '/people', { name: 'Katrine Nordahl', email: 'katrine@companyb.dk' });
    const lead = await sent<{ id: string }>(request, '/leads', { personId: person.id });
    const handoff = await sent<{ id: string }>(request, '/handoffs', { leadId: lead.id, manual: true });

    const rep = heads[1]?.context;
    if (!rep) throw new Error('no rep');
    await rep.request.patch(`${url}/api/v1/me`, { data: { language: 'da' } });
    const page = await rep.newPage();
    const read = async <Answer>(path: string) => (await (await rep.request.get(`${url}/api/v1${path}`)).json()) as Answer;
    const attempts = async () => (await read<{ attempts: unknown[] }>(`/leads/${lead.id}`)).attempts.length;
    const text = async (selector: string) => plain(await page.locator(selector).first().textContent());

    await page.goto(`${url}/handoffs?id=${handoff.id}`);
    await settled(page);
    await expect
      .poll(async () => (await read<{ readings: unknown[] }>(`/handoffs/${handoff.id}`)).readings.length, { timeout: 30_000 })
      .toBe(1);

    // The menu's own keys lead there; the worker has reckoned what is due.
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.waitForURL('**/my-day');
    await expect.poll(async () => (await read<{ items: unknown[] }>('/follow-ups')).items.length, { timeout: 30_000 }).toBe(1);
    await page.reload();
    await settled(page);
    expect(await text('.day-detail')).toContain('Katrine Nordahl');

    await page.keyboard.press('c');
    await page.locator('.contact-form').waitFor();
    await page.keyboard.press('2');
    await expect.poll(attempts, { timeout: 20_000 }).toBe(1);
    await page.locator('.toast').waitFor();
    await page.keyboard.press('z');
    await expect.poll(attempts, { timeout: 20_000 }).toBe(0);

    await page.reload();
    await settled(page);
    await page.keyboard.press('c');
    await page.locator('.contact-form').waitFor();
    await page.keyboard.press('2');
    await expect.poll(attempts, { timeout: 20_000 }).toBe(1);
    await page.goto(`${url}/leads/${lead.id}`);
    await settled(page);
    expect(await text('.lead-standing')).toContain('Forsøg 2 af 5: opkald');
  } finally {
    await product.stop();
  }
});
