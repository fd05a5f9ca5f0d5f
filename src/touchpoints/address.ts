import { getDomain } from 'tldts';
import { remembered } from './remembered.ts';

/** The WHATWG URL of Node and browsers alike; declared here because the pure files compile without the types of either. */
declare const URL: new (text: string) => { protocol: string; hostname: string; pathname: string; search: string };

/** A web address, read. `host` is lower-case ASCII (punycode); `query` keeps the first value of each name. */
export interface Address {
  scheme: string;
  host: string;
  path: string;
  search: string;
  query: ReadonlyMap<string, string>;
}

/** Reads an absolute address (`https:`, `android-app:` …); null when there is none to read. Never throws. */
export const readAddress = (text: string | null | undefined): Address | null => (text ? addressOf(text) : null);

const addressOf = remembered(2_000, (text): Address | null => {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return null;
  try {
    const { protocol, hostname, pathname, search } = new URL(text);
    if (!hostname) return null;
    return {
      scheme: protocol.slice(0, -1),
      host: hostname.toLowerCase(),
      path: pathname || '/',
      search,
      query: readQuery(search),
    };
  } catch {
    return null;
  }
});

/** The names and values after the question mark, decoded; a broken escape stays as it was written, and an escaped NUL, which no text column takes, is dropped. */
export function readQuery(search: string): Map<string, string> {
  const query = new Map<string, string>();
  for (const part of search.replace(/^\?/, '').split('&')) {
    const [name = '', ...value] = part.split('=').map(decode);
    if (name && !query.has(name)) query.set(name, value.join('='));
  }
  return query;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' ')).replaceAll('\0', '');
  } catch {
    return text;
  }
}

/** True when both hosts belong to one registrable domain (`shop.nordhavn.dk` and `www.nordhavn.dk`), or are the same name or IP address. */
export function sameSite(host: string, other: string): boolean {
  return host === other || domainOf(host) === domainOf(other);
}

const domainOf = remembered(2_000, (host) => getDomain(host, { allowPrivateDomains: true }) ?? host);

const secret = /passw|passcode|pwd|token|secret|session|signature|api_?key|^(auth|code|sig|otp)$|e-?mail/i;

/** The address as it may be kept: without user and password, without what a fragment says, and with secrets and e-mail addresses of the query left out. */
export const keepableAddress = (text: string | null | undefined): string | null => (text ? keepable(text) : null);

const keepable = remembered(2_000, (text): string | null => {
  const address = readAddress(text);
  if (!address) return null;
  const port = /^[^/]*\/\/[^/?#]*?(:\d+)(?:[/?#]|$)/.exec(text)?.[1] ?? '';
  const search = address.search
    .slice(1)
    .split('&')
    .filter((part) => part && !secret.test(part.split('=')[0] ?? '') && !/@|%40/.test(part))
    .join('&');
  return `${address.scheme}://${address.host}${port}${address.path}${search && `?${search}`}`;
});
