import { mkdirSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { plain } from './browser.ts';

const root = join(import.meta.dirname, '..', '..');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string; target: string[] }[];
}

/** Holds a screen against WCAG 2.2 A and AA as far as a program can: nothing serious or critical. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe);
  const { violations } = await page.evaluate<{ violations: Violation[] }>(
    `axe.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      // Still an experiment of axe's: it takes a hint of a key for a part of the name.
      rules: { 'label-content-name-mismatch': { enabled: false } },
    })`,
  );
  const bad = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const told = bad.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, target }) => `${target.join(' ')} ${html}`).join(', ')}`);
  expect(told, `what cannot be used by everybody on ${where}`).toEqual([]);
}

/** Nothing of a screen lies beside the window. */
export async function expectNoOverflow(page: Page, where: string): Promise<void> {
  const beside = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(beside, `pixels beside the window on ${where}`).toBeLessThanOrEqual(0);
}

type Message = Readonly<Record<'en' | 'da' | 'nb' | 'nl', string>>;
const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && 'en' in value && 'da' in value;

function messagesIn(value: unknown): Message[] {
  if (isMessage(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(messagesIn) : [];
}

/** All that the product says in English and not in Danish; what is filled in stands for any text. */
export async function englishTexts(): Promise<RegExp[]> {
  const web = join(root, 'web', 'src');
  const files = (await readdir(web, { recursive: true })).filter((file) => /(^|[/-])texts\.ts$/.test(file));
  const modules = [...files.map((file) => join(web, file)), join(root, 'src', 'metrics', 'catalogue.ts')];
  const loaded = await Promise.all(modules.map((file) => import(file) as Promise<unknown>));
  const messages = loaded.flatMap((module) => Object.values(module as object).flatMap(messagesIn));
  const danish = new Set(messages.map(({ da }) => da));
  const english = new Set(messages.map(({ en }) => en).filter((en) => !danish.has(en) && !/\{[^{}]*\{/.test(en)));
  // "{from} to {to}" has too little of its own: "De to hold" would be it.
  const telling = (text: string) => !text.includes('{') || text.replaceAll(/\{\w+\}|\P{L}/gu, '').length >= 6;
  return [...english].filter(telling).map((text) => {
    const parts = text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.+')}$`);
  });
}

/** Words that any screen would have in English. */
const englishWords =
  /\b(the|and|with|your|save|cancel|close|loading|search|settings|today|invoice|customer|since|nothing|please)\b/i;

/** Holds every text and label of a screen against what the product says in English. What is marked as English, stands in a file, or is a name, may stay. */
export async function expectDanish(page: Page, english: readonly RegExp[], names: RegExp, where: string): Promise<void> {
  const said = await page.evaluate<string[]>(`(() => {
    const foreign = '[lang="en"], code, select option, script, style, .import-table th[scope="row"], .import-samples';
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(foreign)) texts.push(walker.currentNode.data);
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]'))
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) texts.push(element.getAttribute(name) ?? '');
    return [document.title, ...texts];
  })()`);
  const texts = [...new Set(said.map(plain))].filter((text) => text !== '');
  const foreign = texts.filter(
    (text) => !names.test(text) && (englishWords.test(text) || english.some((pattern) => pattern.test(text))),
  );
  expect(foreign, `English on ${where}`).toEqual([]);
}

/** A picture of the screen in screenshots/, where SAMSPIL_SCREENSHOTS is set. */
export async function photograph(page: Page, name: string): Promise<void> {
  if (!process.env['SAMSPIL_SCREENSHOTS']) return;
  const folder = join(root, 'screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
