import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { standardClauses } from '../../src/agreements/standard-agreement.ts';
import { addDays } from '../../src/calendars/local-day.ts';
import { localDate } from '../../src/calendars/zone.ts';
import { standardDefinition } from '../../src/definitions/standard.ts';
import { danishBrowser, openBrowser, settled } from './browser.ts';
import { createDataDir, startProduct } from './product.ts';

/*
 * Whoever has no mouse opens what opens by Enter, is inside it at once, leaves it by Escape, and is back where they were.
 */

const password = 'fire blå heste synger';
const admin = { email: 'mette@nordvarme.dk', password };
const setup = { ...admin, name: 'Mette Lund', workspaceName: 'Nordvarme', country: 'DK', language: 'da' };
const today = localDate(new Date(), 'Europe/Copenhagen');

let url: string;
let page: Page;
/** Where the people and things of this workspace are. */
const at = { lead: '', handedOver: '', handoff: '', person: '', company: '' };

/** What opens on each screen, by what its opener is called. */
const openers: readonly [screen: string, path: () => string, names: readonly (string | RegExp)[]][] = [
  ['today', () => '/', [/^Søg/, /^Leads: .*Vis/]],
  ['a hand-off', () => `/handoffs?view=all&id=${at.handoff}`, ['Giv tilbage …']],
  ['a lead', () => `/leads/${at.lead}`, ['Overdrag …', 'Tilføj belæg …']],
  ['a lead that sales has', () => `/leads/${at.handedOver}`, ['Afslut pausen …']],
  ['a person', () => `/people/${at.person}`, ['Flet …']],
  ['a company', () => `/companies/${at.company}`, ['Flet …']],
  ['the glossary', () => '/glossary', ['Tilføj et ord']],
  ['the agreement', () => '/agreement', [/Vis/]],
  ['members', () => '/settings/members', ['Invitér', 'Chef salg']],
  ['working calendars', () => '/settings/calendars', ['Ny kalender']],
  ['information', () => '/settings/information', ['Bed om en oplysning']],
  ['routing', () => '/settings/routing', ['Ny regel']],
  ['contacts', () => '/settings/outreach', ['Varsl …']],
  ['channels', () => '/settings/channels', ['Tilføj regel']],
  ['reasons', () => '/settings/reasons', ['Ny grund: Når en overdragelse gives tilbage', 'Ret »Vil vente«']],
  ['sources', () => '/settings/sources', ['Nyt feed']],
  ['news', () => '/settings/news', ['Forbind en kanal']],
];

const dialog = () => page.getByRole('dialog').filter({ visible: true });
const isInside = `[...document.querySelectorAll('[role=dialog]')].some((box) => box.contains(document.activeElement))`;

async function opensByEnterAndGivesTheFocusBack(name: string | RegExp): Promise<void> {
  const opener = page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) }).first();
  await opener.focus();
  await page.evaluate('window.opener = document.activeElement');
  await page.keyboard.press('Enter');
  await dialog().waitFor();
  const what = `what »${String(name)}« opens`;
  await expect.poll(() => page.evaluate(isInside), { timeout: 5_000, message: `the focus is inside ${what}` }).toBe(true);
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
  const isBack = () => page.evaluate('window.opener === document.activeElement');
  await expect.poll(isBack, { timeout: 5_000, message: `the focus is back from ${what}` }).toBe(true);
}

beforeAll(async () => {
  const product = await startProduct(createDataDir());
  url = product.url;
  const browser = await openBrowser();
  const context = await danishBrowser(browser);
  page = await context.newPage();
  const sent = async (client: typeof context.request, path: string, data: object): Promise<{ id: string }> => {
    const answer = await client.post(`${url}/api/v1${path}`, { data });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return (await answer.json()) as { id: string };
  };
  const post = (path: string, data: object) => sent(context.request, path, data);
  await post('/setup', setup);
  const definition = await post('/definitions', { body: standardDefinition });
  const agreement = await post('/agreements', {
    inForceFrom: today,
    definitionId: definition.id,
    briefingItems: [],
    clauses: standardClauses,
  });
  for (const [team, name] of [
    ['marketing', 'Chef marketing'],
    ['sales', 'Chef salg'],
  ] as const) {
    const member = { name, email: `${team}@nordvarme.dk`, role: team, team, head: true };
    const { invitationUrl } = (await post('/members', member)) as unknown as { invitationUrl: string };
    const { request } = await danishBrowser(browser);
    await sent(request, `/invitations/${invitationUrl.split('/').at(-1)}`, { password });
    for (const path of [`/definitions/${definition.id}`, `/agreements/${agreement.id}`])
      await sent(request, `${path}/signature`, { fullName: name, agreed: true });
  }
  const leads: string[] = [];
  for (const [name, email] of [
    ['Katrine Nordahl', 'katrine@companyb.dk'],
    ['Bo Carlsen', 'bo@companyb.dk'],
  ] as const) {
    const person = await post('/people', { name, email, companyName: 'Company B' });
    leads.push((await post('/leads', { personId: person.id })).id);
    at.person = person.id;
  }
  [at.lead = '', at.handedOver = ''] = leads;
  const handoff = { leadId: at.handedOver, manual: true, incompleteBecause: 'Han har selv ringet.' };
  at.handoff = (await post('/handoffs', handoff)).id;
  const companies = await context.request.get(`${url}/api/v1/companies`);
  at.company = ((await companies.json()) as { items: { id: string }[] }).items[0]?.id ?? '';
});

describe('what opens by Enter takes the focus, and gives it back by Escape', () => {
  it.each(openers)('on %s', async (_, path, names) => {
    await page.goto(url + path());
    await settled(page);
    for (const name of names) await opensByEnterAndGivesTheFocusBack(name);
  });

  it('from anywhere, for the search and the list of keys', async () => {
    await page.goto(`${url}/glossary`);
    await settled(page);
    await page.getByRole('button', { name: 'Tilføj et ord' }).focus();
    for (const key of ['Control+k', '?']) {
      await page.keyboard.press(key);
      await dialog().waitFor();
      await expect
        .poll(() => page.evaluate(isInside), { timeout: 5_000, message: `the focus is inside what ${key} opens` })
        .toBe(true);
      await page.keyboard.press('Escape');
      await dialog().waitFor({ state: 'hidden' });
      const place = () => page.evaluate('document.activeElement.textContent');
      await expect.poll(place, { timeout: 5_000, message: `the focus after ${key}` }).toBe('Tilføj et ord');
    }
  });
});

describe('the funnel of today', () => {
  it('opens what each step means, and who is behind it, by a click where they are', async () => {
    await page.goto(url);
    await settled(page);
    const steps = page.locator('.funnel-step');
    const terms = steps.locator('.glossary-term');
    await expect.poll(() => terms.count(), { timeout: 5_000, message: 'steps that say what they count' }).toBeGreaterThan(2);
    for (const term of await terms.all()) {
      await term.click();
      const meaning = page.locator('.glossary-meaning:popover-open');
      await meaning.getByText(/./).first().waitFor();
      expect(await term.getAttribute('popovertarget'), 'whose meaning is open').toBe(await meaning.getAttribute('id'));
      await page.keyboard.press('Escape');
      await meaning.waitFor({ state: 'hidden' });
    }
    await steps.locator('.funnel-count').first().click();
    await dialog().waitFor();
  });
});

describe('what is selected of the leads', () => {
  it('stays so when a dialog about it is left by Escape', async () => {
    await page.goto(`${url}/leads`);
    await settled(page);
    await page.getByRole('checkbox', { name: /Katrine Nordahl/ }).click();
    for (const name of ['Tildel …', 'Overdrag …', 'Ikke for os …']) {
      await page.getByRole('button', { name, exact: true }).press('Enter');
      await dialog().waitFor();
      await page.keyboard.press('Escape');
      await dialog().waitFor({ state: 'hidden' });
    }
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Tildel …', exact: true }).waitFor({ state: 'hidden' });
  });
});

describe('a moment with a time', () => {
  it('is typed and read as the reader writes it, and told once it cannot be read', async () => {
    await page.goto(`${url}/settings/outreach`);
    await settled(page);
    await page.getByRole('button', { name: 'Varsl …' }).press('Enter');
    await dialog().waitFor();
    await page.getByRole('textbox', { name: 'Hvad' }).fill('Nyhedsbrev 42');
    const moment = page.getByRole('group', { name: 'Hvornår' });
    const [day, time] = [moment.getByRole('textbox', { name: 'Hvornår' }), moment.getByRole('textbox', { name: 'Klokken' })];
    const next = addDays(today, 40);
    const [year, month, date] = next.split('-');
    await day.fill(`${date}/${month}-${year}`);
    await time.fill('25');
    await page.keyboard.press('Tab');
    expect(await day.inputValue()).toBe(`${date}.${month}.${year}`);
    await dialog().getByText('Som 14:30').waitFor();
    expect(await page.getByRole('button', { name: 'Varsl', exact: true }).isEnabled()).toBe(false);
    await time.fill('830');
    await page.keyboard.press('Tab');
    expect(await time.inputValue()).toBe('08:30');
    await page.getByRole('button', { name: 'Varsl', exact: true }).press('Enter');
    await dialog().waitFor({ state: 'hidden' });
    const planned = await page.request.get(`${url}/api/v1/planned-contacts`);
    const { items } = (await planned.json()) as { items: { title: string; at: string }[] };
    const told = new Date(items[0]?.at ?? 0).toLocaleString('sv-SE', { timeZone: 'Europe/Copenhagen' });
    expect(told).toBe(`${next} 08:30:00`);
  });
});

describe('two companies that may be one', () => {
  const pairs = async () => {
    const answer = await page.request.get(`${url}/api/v1/company-likenesses`);
    return ((await answer.json()) as { items: object[] }).items.length;
  };
  const merge = async () => {
    await page.goto(`${url}/duplicates`);
    await settled(page);
    await page.getByRole('button', { name: 'Flet … NORDHAVN PUMPER med Nordhavn Pumper A/S' }).press('Enter');
    await dialog().waitFor();
    await dialog().getByRole('button', { name: 'Flet', exact: true }).press('Enter');
    await dialog().waitFor({ state: 'hidden' });
    await expect.poll(pairs, { timeout: 5_000, message: 'pairs after the merge' }).toBe(0);
  };
  const undo = () => page.getByRole('button', { name: 'Fortryd', exact: true }).last().press('Enter');

  it('are suggested again once the merge is taken back at once, and no more once they are parted, until that is taken back', async () => {
    const made = [];
    for (const name of ['Nordhavn Pumper A/S', 'NORDHAVN PUMPER']) {
      const answer = await page.request.post(`${url}/api/v1/companies`, { data: { name } });
      made.push(((await answer.json()) as { id: string }).id);
    }
    await merge();
    await undo();
    await expect.poll(pairs, { timeout: 5_000, message: 'pairs once the merge is taken back' }).toBe(1);
    await page.getByRole('button', { name: 'Flet … NORDHAVN PUMPER med Nordhavn Pumper A/S' }).waitFor();

    await merge();
    await page.goto(`${url}/companies/${made[0]}`);
    await settled(page);
    await page.getByRole('button', { name: 'Skil dem ad igen' }).press('Enter');
    await page.getByText('Nordhavn Pumper A/S og NORDHAVN PUMPER er to').waitFor();
    await page.getByRole('heading', { name: 'Ikke den samme' }).waitFor();
    expect(await pairs()).toBe(0);
    await undo();
    await expect.poll(pairs, { timeout: 5_000, message: 'pairs once it is taken back that they are two' }).toBe(1);
  });
});
