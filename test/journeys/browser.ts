import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { afterAll, expect } from 'vitest';

/**
 * Chromium without a window says so in its name, and would be taken for the machine it is. The name is given to the whole browser: what a
 * page still sends while it is left (a beacon) would not bear that of a context.
 */
const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** Chromium as the machine has it, without the errands it would otherwise run on the network. Closed when the tests of the file end. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      `--user-agent=${agent}`,
      '--lang=da-DK',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  afterAll(() => browser.close());
  return browser;
}

/** The browser of one person in Denmark, with nothing of anybody else's in it. */
export async function danishBrowser(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: 'da-DK',
    timezoneId: 'Europe/Copenhagen',
    viewport: { width: 1280, height: 900 },
    // What moves is looked at where it comes to rest.
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  return context;
}

/** Text as it reads: one blank where there are several, or one that does not break. */
export const plain = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();

/** Waits until the screen tells its answer, and nothing on it is still being fetched or moves. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  const pending = `document.querySelectorAll('.loading, .waiting, [aria-busy=true]').length
    + document.getAnimations().filter(({ playState }) => playState === 'running').length`;
  await expect.poll(() => page.evaluate(pending), { timeout: 20_000, message: `what is not settled on ${page.url()}` }).toBe(0);
}
