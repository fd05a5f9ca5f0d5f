import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { plain } from './browser.ts';

/*
 * Somebody who has no mouse. They reach what they want by Tab and the arrows, as it is called on the screen, and always see where they are.
 */

/** More stops than any screen has; who has passed so many will not find it. */
const mostStops = 150;

/** What has the focus, as it is called, and what is wrong with it for who has to see it; null for the page as a whole. */
const focused = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const texts = (ids) => ids.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  const name = at.getAttribute('aria-label')
    ?? (at.hasAttribute('aria-labelledby') ? texts(at.getAttribute('aria-labelledby')) : null)
    ?? (at.labels?.length ? at.labels[0].textContent : at.textContent);
  const box = at.getBoundingClientRect();
  const outlined = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  const marks = [getComputedStyle(at), getComputedStyle(at, '::after'), ...(at.nextElementSibling ? [getComputedStyle(at.nextElementSibling)] : [])];
  const isField = at.matches('input:not([type=radio], [type=checkbox]), textarea, select');
  const faults = [];
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) faults.push('lies outside the window');
  else if (box.width > 2) {
    const top = document.elementFromPoint(Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1), Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1));
    if (top && !at.contains(top) && !top.contains(at) && !at.labels?.[0]?.parentElement.contains(top)) faults.push('is covered by ' + (top.className || top.tagName));
  }
  // A place that only takes the focus so that reading goes on there has no mark: nothing can be done with it.
  if (!marks.some(outlined) && !isField && at.tabIndex >= 0) faults.push('has no mark');
  return { name: name.trim(), faults };
})()`;

export interface Keyboard {
  /** Presses keys one after the other: `press('g', 'l')`. */
  press(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Goes by Tab to what is called so. @throws when it cannot be reached, or when a stop on the way cannot be seen */
  reach(name: string | RegExp, key?: 'Tab' | 'Shift+Tab' | 'ArrowDown'): Promise<void>;
  /** What has the focus now, as it is called; null when nothing has. */
  place(): Promise<string | null>;
}

/** The keyboard of a page. Whatever a mouse would do there fails the test by `faults`. */
export async function keyboardOf(page: Page, faults: string[]): Promise<Keyboard> {
  await page.exposeFunction('mouseUsed', (what: string) => void faults.push(`a mouse was used: ${what}`));
  await page.addInitScript(`for (const kind of ['pointerdown', 'mousedown', 'wheel', 'touchstart'])
    addEventListener(kind, ({ target }) => mouseUsed(kind + ' on ' + target.textContent), true)`);
  const look = () => page.evaluate<{ name: string; faults: string[] } | null>(focused);
  return {
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
    type: (text) => page.keyboard.type(text),
    async reach(name, key = 'Tab') {
      const passed: string[] = [];
      const isIt = (at: string) => (typeof name === 'string' ? at === name : name.test(at));
      for (let stop = 0; stop < mostStops; stop++) {
        await page.keyboard.press(key);
        const at = await look();
        if (!at) continue;
        const called = plain(at.name);
        // The window follows the focus with its next picture, and what is still being read may push it aside until then.
        if (at.faults.length > 0)
          await expect.poll(async () => (await look())?.faults, { message: `»${called}« on ${page.url()}` }).toEqual([]);
        if (isIt(called)) return;
        passed.push(called);
      }
      throw new Error(`»${String(name)}« is not reached by ${key} on ${page.url()}; passed: ${[...new Set(passed)].join(' | ')}`);
    },
    async place() {
      const at = await look();
      return at && plain(at.name);
    },
  };
}
