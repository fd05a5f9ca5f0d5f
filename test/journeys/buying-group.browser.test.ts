import { expect, it } from 'vitest';
import { danishBrowser, openBrowser, settled } from './browser.ts';
import { setup } from './company.ts';
import { createDataDir, startProduct } from './product.ts';

it('A part in the buying is chosen by keyboard: the arrows only look, Enter gives', async () => {
  const { url } = await startProduct(createDataDir());
  const context = await danishBrowser(await openBrowser());
  const send = async (path: string, data: object) =>
    (await (await context.request.post(`${url}/api/v1${path}`, { data })).json()) as { id: string };
  await send('/setup', setup);
  const { id } = await send('/companies', { name: 'Fjordvarme AS', domain: 'fjordvarme.no' });
  await send('/people', { name: 'Bo Fjord', email: 'bo@fjordvarme.no' });
  const roles = async () => {
    const answer = await context.request.get(`${url}/api/v1/companies/${id}/buying-group`);
    const { items } = (await answer.json()) as { items: { roles: { role: string }[] }[] };
    return items.flatMap((member) => member.roles.map(({ role }) => role));
  };
  const page = await context.newPage();
  await page.goto(`${url}/companies/${id}`);
  await settled(page);
  await page.getByRole('button', { name: 'Tilføj rolle til Bo Fjord' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Beslutningstager' }).waitFor();
  await page.keyboard.press('ArrowDown');
  expect(await roles()).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Tag tilbage: Budgetansvarlig, Bo Fjord' }).waitFor();
  expect(await roles()).toEqual(['budget_owner']);
});
