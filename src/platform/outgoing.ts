import { lookup as systemLookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP } from 'node:net';

/**
 * Requests to addresses that somebody typed. Nothing of the machine's own network is reached, in whatever way it is spelt: a name is resolved
 * once, every address it has must be one of the public internet, and the connection goes to the very address that was looked at. A redirect
 * is a new address. What is doubtful is refused.
 */

/** Why nothing was fetched: `code` for a screen to word, `detail` what there is to know. */
export class OutgoingError extends Error {
  readonly code: 'address' | 'unreachable' | 'status' | 'redirects' | 'too_large' | 'too_slow';
  readonly detail: string;

  constructor(code: OutgoingError['code'], detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'OutgoingError';
    this.code = code;
    this.detail = detail;
  }
}

export interface OutgoingOptions {
  /** Bytes of the body at most. */
  largest: number;
  /** For the whole of it, redirects and body included. */
  withinMs: number;
  /** How long nothing may come. */
  silentMs?: number;
  /** All addresses of a name; the system's own resolver unless told otherwise. */
  resolve?: (name: string) => Promise<string[]>;
  /** Whether an address may be connected to; `isPublic` unless told otherwise. */
  allowed?: (address: string) => boolean;
  /** Ports that may be asked, empty for the scheme's own; those of the web unless told otherwise. */
  ports?: ReadonlySet<string>;
}

export interface Fetched {
  /** Where it came from in the end. */
  url: string;
  contentType: string | null;
  /** Read it to its end or break off; it throws OutgoingError beyond the bounds. */
  body: AsyncGenerator<Uint8Array>;
}

const MOST_REDIRECTS = 3;
const WEB_PORTS: ReadonlySet<string> = new Set(['', '80', '443', '8080', '8443']);
/** Names that mean this machine or its neighbours wherever they are resolved. */
const OWN_NAMES = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|private|arpa|onion|test|invalid)$/;

/**
 * GETs an http or https address of the public internet.
 * @throws OutgoingError
 */
export async function fetchOutside(address: string, options: OutgoingOptions): Promise<Fetched> {
  const deadline = AbortSignal.timeout(options.withinMs);
  let url = outsideUrl(address, options);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const answer = await get(url, await addressOf(url, options), deadline, options.silentMs ?? 30_000);
    const status = answer.statusCode ?? 0;
    const { location } = answer.headers;
    if (status >= 300 && status < 400 && location !== undefined) {
      answer.destroy();
      const next = outsideUrl(location, options, url);
      if (url.protocol === 'https:' && next.protocol === 'http:')
        throw new OutgoingError('address', 'It redirects from https to http.');
      url = next;
      continue;
    }
    if (status !== 200) {
      answer.destroy();
      throw new OutgoingError('status', String(status));
    }
    return {
      url: url.href,
      contentType: answer.headers['content-type'] ?? null,
      body: bounded(answer, options.largest, deadline),
    };
  }
  throw new OutgoingError('redirects', String(MOST_REDIRECTS));
}

/**
 * An address as every browser reads it, whatever its spelling.
 * @throws OutgoingError for what is no http or https address of a name or number outside
 */
export function outsideUrl(address: string, { ports = WEB_PORTS }: Pick<OutgoingOptions, 'ports'> = {}, base?: URL): URL {
  const url = URL.canParse(address, base?.href) ? new URL(address, base) : null;
  if (url === null) throw new OutgoingError('address', 'It is no address.');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new OutgoingError('address', 'Only http and https are asked.');
  if (url.username !== '' || url.password !== '') throw new OutgoingError('address', 'It holds a user name or a password.');
  if (!ports.has(url.port)) throw new OutgoingError('address', `Port ${url.port} is not asked.`);
  const host = hostOf(url);
  if (isIP(host) > 0) {
    if (!isPublic(host)) throw new OutgoingError('address', 'It is not on the public internet.');
  } else if (!host.includes('.') || OWN_NAMES.test(host) || !/^[a-z0-9._-]+$/.test(host))
    throw new OutgoingError('address', 'It is not on the public internet.');
  return url;
}

/** Without the brackets of IPv6 and the dot that ends a name. */
const hostOf = (url: URL) => url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');

/** The one address to connect to; all that a name has must be allowed, so that no second answer can lead elsewhere. */
async function addressOf(
  url: URL,
  { resolve = systemAddresses, allowed = isPublic }: Pick<OutgoingOptions, 'resolve' | 'allowed'>,
): Promise<string> {
  const host = hostOf(url);
  const all = isIP(host) > 0 ? [host] : await resolve(host).catch(() => []);
  const [first] = all;
  if (first === undefined) throw new OutgoingError('unreachable', 'ENOTFOUND');
  if (!all.every((each) => isIP(each) > 0 && allowed(each)))
    throw new OutgoingError('address', 'It is not on the public internet.');
  return first;
}

const systemAddresses = async (name: string) => (await systemLookup(name, { all: true })).map(({ address }) => address);

/** What a receiver answered; what stands in the answer is not read. */
export interface Posted {
  status: number;
  /** The header Retry-After as it came. */
  retryAfter: string | null;
}

/**
 * POSTs JSON to an http or https address of the public internet. No redirect is followed: it is an answer like another.
 * @throws OutgoingError
 */
export async function postOutside(address: string, json: unknown, options: Omit<OutgoingOptions, 'largest'>): Promise<Posted> {
  const deadline = AbortSignal.timeout(options.withinMs);
  const url = outsideUrl(address, options);
  const body = JSON.stringify(json);
  const answer = await ask(
    url,
    await addressOf(url, options),
    deadline,
    {
      method: 'POST',
      timeout: options.silentMs ?? 30_000,
      headers: { 'user-agent': 'Samspil', 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    },
    body,
  );
  answer.destroy();
  return { status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'] ?? null };
}

function get(url: URL, address: string, deadline: AbortSignal, silentMs: number): Promise<IncomingMessage> {
  const headers = { 'user-agent': 'Samspil feed', accept: '*/*', 'accept-encoding': 'identity' };
  return ask(url, address, deadline, { method: 'GET', timeout: silentMs, headers });
}

function ask(
  url: URL,
  address: string,
  deadline: AbortSignal,
  how: Pick<RequestOptions, 'method' | 'timeout' | 'headers'>,
  body?: string,
): Promise<IncomingMessage> {
  const family = isIP(address);
  const options: RequestOptions = {
    ...how,
    agent: false,
    signal: deadline,
    maxHeaderSize: 16_384,
    // The name was resolved and looked at; nobody resolves it again.
    lookup: (_name, asked, done) =>
      (asked as { all?: boolean }).all
        ? (done as unknown as (error: null, all: object[]) => void)(null, [{ address, family }])
        : (done as (error: null, address: string, family: number) => void)(null, address, family),
  };
  return new Promise((answered, failed) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options);
    request.once('response', answered);
    request.once('timeout', () => request.destroy(new OutgoingError('too_slow', 'Nothing came for too long.')));
    request.on('error', (error: NodeJS.ErrnoException) => failed(asOutgoing(error, deadline)));
    request.end(body);
  });
}

async function* bounded(answer: IncomingMessage, largest: number, deadline: AbortSignal): AsyncGenerator<Uint8Array> {
  const encoding = answer.headers['content-encoding'] ?? 'identity';
  try {
    if (encoding !== 'identity') throw new OutgoingError('unreachable', `content-encoding: ${encoding}`);
    if (Number(answer.headers['content-length'] ?? 0) > largest) throw new OutgoingError('too_large', String(largest));
    let size = 0;
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > largest) throw new OutgoingError('too_large', String(largest));
      yield chunk;
    }
    if (!answer.complete) throw new OutgoingError('unreachable', 'ECONNRESET');
  } catch (error) {
    throw asOutgoing(error as NodeJS.ErrnoException, deadline);
  } finally {
    answer.destroy();
  }
}

function asOutgoing(error: NodeJS.ErrnoException, deadline: AbortSignal): OutgoingError {
  if (error instanceof OutgoingError) return error;
  if (deadline.aborted) return new OutgoingError('too_slow', 'It took too long.');
  return new OutgoingError('unreachable', error.code ?? 'ECONNABORTED');
}

/**
 * Whether an address is one of the public internet. IPv4: all that the registry of special-purpose addresses (RFC 6890) does not name. IPv6:
 * only global unicast (2000::/3), and of that nothing that carries another address inside or is set aside; so mapped, translated (NAT64),
 * 6to4 and Teredo addresses are none.
 */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !special.check(address, 'ipv4');
  return family === 6 && !address.includes('%') && global.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');

const special = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // The machine that tells secrets in one of the clouds, by a public number.
  ['168.63.129.16', 32],
] as const)
  special.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const)
  special.addSubnet(network, bits, 'ipv6');
