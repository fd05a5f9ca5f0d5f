import { expect, it } from 'vitest';
import { danishBrowser, openBrowser, settled } from './browser.ts';
import { setup } from './company.ts';
import { createDataDir, startProduct } from './product.ts';
import { expectNoOverflow } from './screens.ts';

const word = 'fjernvarmecentralvedligeholdelsesafdelingen';

it('A name of one long word stays within a phone: a person known by an address alone, a company, a file', async () => {
  const { url } = await startProduct(createDataDir());
  const context = await danishBrowser(await openBrowser());
  const made = async (path: string, data: object): Promise<string> => {
    const answer = await context.request.post(`${url}/api/v1${path}`, { data });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return ((await answer.json()) as { id: string }).id;
  };
  await made('/setup', setup);
  const person = await made('/people', { email: `${word}@${word}.dk` });
  const company = await made('/companies', { name: word + word, domain: `${word}.dk` });
  const page = await context.newPage();
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of [`/people/${person}`, `/companies/${company}`]) {
    await page.goto(url + path);
    await page.getByRole('heading', { name: word }).first().waitFor();
    await settled(page);
    await expectNoOverflow(page, path);
  }

  await page.goto(`${url}/import?kind=people`);
  const file = Buffer.from('Navn;E-mail\nBo Fjord;bo@fjordvarme.no\nIb;ib@@\n');
  await page.locator('input[type="file"]').setInputFiles({ name: `${word}${word}.csv`, mimeType: 'text/csv', buffer: file });
  for (const next of ['Forhåndsvis', /^Importér \d/, null]) {
    if (next) await page.getByRole('button', { name: next }).waitFor();
    else await page.getByRole('link', { name: 'Se dem' }).waitFor();
    await settled(page);
    await expectNoOverflow(page, `the import before ${String(next)}`);
    if (next) await page.getByRole('button', { name: next }).click();
  }
});
