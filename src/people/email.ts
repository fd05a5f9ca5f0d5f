import { getDomain, getDomainWithoutSuffix } from 'tldts';
import { freeMailBrands, freeMailDomains, sharedNames } from './mailboxes.ts';

/** The WHATWG URL of Node and browsers alike; declared here because the pure files compile without the types of either. */
declare const URL: new (text: string) => { hostname: string };

const privateToo = { allowPrivateDomains: true };

/**
 * An e-mail address in the one spelling it is kept and compared in, or null where there is none: trimmed, lower-case throughout (no mail
 * house tells `Anna@` from `anna@`), the domain in ASCII (punycode). Limits are those of RFC 5321: 64 octets before the @, 254 in all.
 * Quoted names and addresses at a bare IP are refused: nobody does business from them.
 */
export function normaliseEmail(text: string): string | null {
  const address = text
    .trim()
    .replace(/^mailto:/i, '')
    .normalize('NFC')
    .toLowerCase();
  const at = address.lastIndexOf('@');
  const name = address.slice(0, at);
  if (at < 1 || !/^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u.test(name)) return null;
  const domain = asciiDomain(address.slice(at + 1));
  if (!domain || octets(name) > 64 || octets(name) + 1 + domain.length > 254) return null;
  return `${name}@${domain}`;
}

function asciiDomain(text: string): string | null {
  if (!/^[\p{L}\p{N}\p{M}-]+(\.[\p{L}\p{N}\p{M}-]+)+$/u.test(text)) return null;
  try {
    const domain = new URL(`http://${text}`).hostname;
    const labels = domain.split('.');
    return labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label)) && /[a-z]/.test(labels.at(-1) ?? '')
      ? domain
      : null;
  } catch {
    return null;
  }
}

const octets = (text: string) => encodeURIComponent(text).replace(/%../g, '.').length;

/** What stands after the @ of a normalised address. */
export const emailDomain = (email: string): string => email.slice(email.lastIndexOf('@') + 1);

/** True for a mailbox of a function (info@, sales@, salg@) rather than of a person. */
export function isSharedMailbox(email: string): boolean {
  const name = email.slice(0, email.lastIndexOf('@')).replace(/\+.*$/, '');
  return sharedNames.has(name.replace(/[._-]/g, ''));
}

/** True when the domain gives mailboxes to anyone (gmail.com, ziggo.nl), so that it names no company. */
export function isFreeMail(email: string): boolean {
  const domain = emailDomain(email);
  const registered = getDomain(domain, privateToo) ?? domain;
  return (
    freeMailDomains.has(domain) ||
    freeMailDomains.has(registered) ||
    freeMailBrands.has(getDomainWithoutSuffix(domain, privateToo) ?? '')
  );
}

/** The registrable domain a company is recognised by (`anna@mail.nordhavn.dk` → `nordhavn.dk`); null for free mail and for no e-mail at all. */
export function companyDomain(email: string): string | null {
  const normal = normaliseEmail(email);
  return normal === null || isFreeMail(normal) ? null : getDomain(emailDomain(normal), privateToo);
}
