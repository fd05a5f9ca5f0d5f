import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { danishBrowser, openBrowser, settled } from './browser.ts';
import { createDataDir, startProduct } from './product.ts';
import { englishTexts, expectAccessible, expectDanish, expectNoOverflow, photograph } from './screens.ts';

/* The list of leads as a table and as a board, worked through without a mouse, in Danish, on the built product. */

const admin = { email: 'mette@nordvarme.dk', password: 'fire blå heste synger' };
const names = ['Anna Bruun', 'Bo Carlsen', 'Clara Dahl', 'David Eriksen', 'Eva Friis', 'Frank Gram'];

let url: string;
let page: Page;
let english: RegExp[];
const faults: string[] = [];

async function look(where: string): Promise<void> {
  await settled(page);
  await expectAccessible(page, where);
  await expectDanish(page, english, new RegExp([...names, 'Nordvarme'].join('|')), where);
  await expectNoOverflow(page, where);
  await photograph(page, where);
}

const open = async (path: string) => {
  await page.goto(url + path);
  await settled(page);
};
const focusIn = (selector: string) => page.locator(`${selector}:focus-within`).first();
const press = async (name: string | RegExp) => {
  await page.getByRole('button', { name }).first().focus();
  await page.keyboard.press('Enter');
};
const toast = (text: string | RegExp) => page.locator('.toast').filter({ hasText: text }).waitFor();
const stages = async (): Promise<Record<string, number>> => {
  const answer = (await (await page.request.get(`${url}/api/v1/leads/counts`)).json()) as {
    stages: { stage: string; count: number }[];
  };
  return Object.fromEntries(answer.stages.map(({ stage, count }) => [stage, count]));
};

beforeAll(async () => {
  const product = await startProduct(createDataDir());
  url = product.url;
  english = await englishTexts();
  const context = await danishBrowser(await openBrowser());
  page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  const post = async (path: string, data: object) =>
    (await (await page.request.post(url + path, { data, headers: { origin: url } })).json()) as { id: string };
  await post('/api/v1/setup', { ...admin, name: 'Mette Lund', workspaceName: 'Nordvarme', country: 'DK', language: 'da' });
  for (const [n, name] of names.entries()) {
    const person = await post('/api/v1/people', { name, email: `kunde-${n}@kunde.dk` });
    await post('/api/v1/leads', { personId: person.id });
  }
});

describe('the table of leads, by keyboard', () => {
  it('selects with X and Shift, ends two at once, and takes them back', async () => {
    await open('/leads?sort=name');
    await page.keyboard.press('j');
    await expect.poll(() => focusIn('[data-index="0"]').count()).toBe(1);
    await page.keyboard.press('x');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 leads valgt').waitFor();
    await look('leads-table-selected');
    await press('Ikke for os …');
    await page.getByRole('dialog').getByRole('radio').first().waitFor();
    await look('leads-bulk-dialog');
    await page.getByRole('dialog').getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    await press(/^Afslut: 2/);
    await toast('Afsluttet: 2 af 2');
    expect(await stages()).toEqual({ known: 4, disqualified: 2 });
    await press('Fortryd');
    await expect.poll(stages).toEqual({ known: 6 });
  });

  it('sorts by a header, and keeps the view under a name', async () => {
    await open('/leads?stage=known');
    await press(/^Person/);
    await expect.poll(() => page.url()).toContain('sort=name');
    await page
      .getByText(names[0] ?? '')
      .first()
      .waitFor();
    await press('Denne visning');
    await page.locator('[role=menuitem]:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('textbox').waitFor();
    await page.keyboard.type('Kendte efter navn');
    await page.keyboard.press('Enter');
    await toast('Kendte efter navn');
    await page
      .getByRole('button', { name: /Kendte efter navn\s*6/ })
      .first()
      .waitFor();
    await look('leads-view-kept');
  });
});

describe('the board of leads, by keyboard', () => {
  it('moves a card by its menu, says what cannot be, and takes the move back', async () => {
    await open('/leads?layout=board');
    await page.locator('.board-card').first().waitFor();
    await look('leads-board');
    await page.locator('.board-open').first().focus();
    await page.keyboard.press('ArrowDown');
    const moved = await focusIn('.board-card').locator('.board-open').innerText();
    await page.keyboard.press('m');
    await page.getByRole('dialog').getByText('følger handlen').first().waitFor();
    await look('leads-board-menu');
    const won = page.getByRole('dialog').getByRole('button', { name: /^Vundet/ });
    expect(await won.getAttribute('aria-disabled')).toBe('true');
    await won.focus();
    await page.keyboard.press('Enter');
    expect(await stages()).toEqual({ known: 6 });
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Interesseret/ })
      .focus();
    await page.keyboard.press('Enter');
    await toast(`${moved}: Interesseret`);
    expect(await stages()).toEqual({ known: 5, engaged: 1 });
    await press('Fortryd');
    await expect.poll(stages).toEqual({ known: 6 });
  });

  it('takes a card that is dragged where it may go, and nowhere else', async () => {
    await open('/leads?layout=board');
    const card = page.locator('.board-card').first();
    await card.waitFor();
    const column = (name: string) =>
      page.locator('.board-column').filter({ has: page.getByRole('heading', { name, exact: true }) });
    await card.dragTo(column('Interesseret'));
    await expect.poll(stages).toEqual({ known: 5, engaged: 1 });
    await column('Vundet').scrollIntoViewIfNeeded();
    await page.locator('.board-card').first().dragTo(column('Taget imod'));
    expect(await stages()).toEqual({ known: 5, engaged: 1 });
    expect(faults).toEqual([]);
  });
});
