import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from './config.ts';
import { forbidden } from './errors.ts';

const isSecure = ({ publicUrl }: Config) => publicUrl?.startsWith('https:') ?? false;

/** The cookie a session travels in. Over https its name holds the browser to Secure, this host and no other, and the whole site; no other name is read there. */
export const sessionCookieName = (config: Config) => (isSecure(config) ? '__Host-samspil_session' : 'samspil_session');

/** A cookie a browser sent. */
export function cookieOf({ server, headers }: FastifyRequest, name: string): string | undefined {
  return headers.cookie === undefined ? undefined : server.parseCookie(headers.cookie)[name];
}

/** The session token a browser sent. */
export function sessionCookie(request: FastifyRequest): string | undefined {
  return cookieOf(request, sessionCookieName(request.server.settings));
}

export function giveSessionCookie(reply: FastifyReply, token: string): void {
  const { settings } = reply.server;
  reply.setCookie(sessionCookieName(settings), token, { ...attributes(settings), maxAge: 30 * 86_400 });
}

export function clearSessionCookie(reply: FastifyReply): void {
  const { settings } = reply.server;
  reply.clearCookie(sessionCookieName(settings), attributes(settings));
}

const attributes = (config: Config) => ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(config) }) as const;

/**
 * A change asked for with a cookie must come from our own pages: browsers say where a request comes from. Scheme, host and port must be
 * those of PUBLIC_URL; without that setting, those the request itself was sent to.
 * @throws Problem 403
 */
export function assertSameOrigin(request: FastifyRequest): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
  const { publicUrl } = request.server.settings;
  const { origin, 'sec-fetch-site': site } = request.headers;
  const sameSite = site === undefined || site === 'same-origin' || site === 'none';
  // A proxy that ends TLS and says nothing of it hides our scheme from us, never from the browser, whose word no page can forge.
  const own =
    origin === undefined ||
    originOf(origin) === originOf(publicUrl ?? `${request.protocol}://${request.host}`) ||
    (publicUrl === undefined && site === 'same-origin');
  if (!sameSite || !own) throw forbidden('This change was asked for by another website. Make it from Samspil itself.');
}

/** Scheme, host and port; a text that is no address is like no other. */
function originOf(address: string): string | symbol {
  const origin = URL.canParse(address) ? new URL(address).origin : 'null';
  return origin === 'null' ? Symbol('opaque') : origin;
}
