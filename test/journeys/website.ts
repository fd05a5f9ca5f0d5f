import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

/** The pages of a small company's website, by path. */
const pages: Readonly<Record<string, { title: string; body: string }>> = {
  '/': { title: 'Varmepumper til industrien', body: '<p>Vi bygger varmepumper.</p>' },
  '/kunder/mejeriet': { title: 'Mejeriet halverede sin regning', body: '<p>En kunde fortæller.</p>' },
  '/priser': { title: 'Priser', body: '<p>Fra 480.000 kr.</p>' },
  '/demo': {
    title: 'Bestil en demo',
    body: `<form data-samspil-form="Bestil en demo" onsubmit="event.preventDefault(); document.title = 'Tak'; this.replaceWith('Tak, vi ringer.')">
      <label>Navn <input name="navn"></label>
      <label>E-mail <input name="email" type="email"></label>
      <label>Telefon <input name="telefon"></label>
      <label>Stilling <input name="stilling"></label>
      <label>Firma <input name="firma"></label>
      <label>Besked <textarea name="besked"></textarea></label>
      <button>Send</button>
    </form>`,
  },
};

/** Serves the website under a name of its own, `snippet` on every page as the product gave it. Answers its address. */
export async function openWebsite(snippet: string): Promise<string> {
  const server = createServer((request, response) => {
    const page = pages[new URL(request.url ?? '/', 'http://site').pathname];
    if (!page) {
      response.writeHead(404).end();
      return;
    }
    const links = Object.entries(pages).map(([path, { title }]) => `<a href="${path}">${title}</a>`);
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(
        `<!doctype html><html lang="da"><head><title>${page.title}</title>${snippet}</head><body><nav>${links.join(' ')}</nav><h1>${page.title}</h1>${page.body}</body></html>`,
      );
  });
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  afterAll(() => server.close());
  // Another site than the product's 127.0.0.1, as it is for customers.
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}
