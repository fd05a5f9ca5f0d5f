import type { APIRequestContext, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { standardDefinition } from '../../src/definitions/standard.ts';
import { danishBrowser, openBrowser, settled } from './browser.ts';
import { password, setup } from './company.ts';
import { createDataDir, startProduct } from './product.ts';
import { expectAccessible } from './screens.ts';

/*
 * On a hand-off the teams ask each other in a thread, and whoever is about to call sees what marketing is about to send.
 */

const members = { marketing: 'Camilla Holm', sales: 'Jonas Berg' };
type Team = keyof typeof members;

let url: string;
let handoffId: string;
const pages = {} as Record<Team, Page>;

async function sent<Answer>(client: APIRequestContext, path: string, data: object): Promise<Answer> {
  const answer = await client.post(`${url}/api/v1${path}`, { data });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as Answer;
}

async function opens(team: Team): Promise<Page> {
  await pages[team].goto(`${url}/handoffs?view=all&id=${handoffId}`);
  await settled(pages[team]);
  return pages[team];
}

/** The field for words is there, and what is typed goes into it. */
const writes = (page: Page) =>
  expect.poll(() => page.evaluate('document.activeElement.tagName'), { timeout: 20_000 }).toBe('TEXTAREA');

beforeAll(async () => {
  const product = await startProduct(createDataDir());
  url = product.url;
  const browser = await openBrowser();
  const { request } = await danishBrowser(browser);
  await sent(request, '/setup', setup);
  const definition = await sent<{ id: string }>(request, '/definitions', { body: standardDefinition });
  for (const team of ['marketing', 'sales'] as const) {
    const member = { name: members[team], email: `${team}@nordvarme.dk`, role: team, team, head: true };
    const { invitationUrl } = await sent<{ invitationUrl: string }>(request, '/members', member);
    const context = await danishBrowser(browser);
    await sent(context.request, `/invitations/${invitationUrl.split('/').at(-1)}`, { password });
    await context.request.patch(`${url}/api/v1/me`, { data: { language: 'da' } });
    await sent(context.request, `/definitions/${definition.id}/signature`, { fullName: member.name, agreed: true });
    pages[team] = await context.newPage();
  }
  const { request: marketing } = pages.marketing;
  const prospect = { name: 'Katrine Nordahl', email: 'katrine@companyb.dk' };
  const person = await sent<{ id: string }>(marketing, '/people', prospect);
  const lead = await sent<{ id: string }>(marketing, '/leads', { personId: person.id });
  const handoff = { leadId: lead.id, manual: true, incompleteBecause: 'Hun har selv ringet.' };
  ({ id: handoffId } = await sent<{ id: string }>(marketing, '/handoffs', handoff));
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  const recipients = [{ email: prospect.email }];
  await sent(marketing, '/planned-contacts', { kind: 'mail', title: 'Nyhedsbrev 42', at: tomorrow, recipients });
});

it('shows who is about to call that marketing sends a mail tomorrow', async () => {
  const page = await opens('sales');
  const line = page.locator('.guard-collision');
  await line.waitFor();
  expect(await line.textContent()).toMatch(/Marketing .*i morgen.*Nyhedsbrev 42/);
});

it('asks the other team by key, mentions who knows, and shows the answer to who asked', async () => {
  const sales = await opens('sales');
  await sales.keyboard.press('q');
  await writes(sales);
  await sales.keyboard.type('Hvilken afdeling er det, @Cam');
  await sales.getByRole('option', { name: 'Camilla Holm' }).waitFor();
  await sales.keyboard.press('Enter');
  await sales.keyboard.type('?');
  await expectAccessible(sales, 'a question being written');
  await sales.locator('.comment-form').getByRole('button', { name: 'Spørg marketing' }).press('Enter');
  await sales.locator('.comments').getByText('Afventer svar').waitFor();

  const marketing = await opens('marketing');
  const question = marketing.locator('.comments li').first();
  await question.getByText('Hvilken afdeling er det, @Camilla Holm').waitFor();
  expect(await marketing.locator('.handoff-row').first().textContent()).toContain('Jonas Berg');
  await marketing.locator('.bell-count').filter({ visible: true }).waitFor();
  await question.getByRole('button', { name: /^Svar på/ }).press('Enter');
  await writes(marketing);
  await marketing.keyboard.type('Den i Aarhus.');
  await marketing.locator('.comment-form').getByRole('button', { name: 'Send svaret' }).press('Enter');
  await marketing.locator('.comments li').nth(1).getByText('Den i Aarhus.').waitFor();

  const again = await opens('sales');
  await again.locator('.comments li').nth(1).getByText('Den i Aarhus.').waitFor();
  expect(await again.locator('.comments').getByText('Afventer svar').count()).toBe(0);
});
