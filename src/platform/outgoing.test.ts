import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchOutside, isPublic, OutgoingError, outsideUrl, type OutgoingOptions } from './outgoing.ts';

const bounds: OutgoingOptions = { largest: 1000, withinMs: 10_000 };

/** Ways to write an address of our own network, each of which some fetcher somewhere has fallen for. */
const inside = [
  'http://127.0.0.1/',
  'http://127.1/',
  'http://127.0.1/',
  'http://127.255.255.254/',
  'http://0/',
  'http://0.0.0.0/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0x7f.0.0.1/',
  'http://0x7f.1/',
  'http://017700000001/',
  'http://0177.0.0.1/',
  'http://0177.0.0.0x1/',
  'http://127.0.0.1./',
  'http://１２７.０.０.１/',
  'http://①②⑦.⓪.⓪.①/',
  'http://127。0。0。1/',
  'http://%31%32%37.0.0.1/',
  'http://localhost/',
  'http://LOCALHOST/',
  'http://localhost./',
  'http://ｌｏｃａｌｈｏｓｔ/',
  'http://api.localhost/',
  'http://localhost.localdomain/',
  'http://printer/',
  'http://printer.local/',
  'http://wiki.corp/',
  'http://router.lan/',
  'http://nas.home.arpa/',
  'http://metadata.google.internal/computeMetadata/v1/',
  'http://metadata/',
  'http://169.254.169.254/latest/meta-data/',
  'http://2852039166/',
  'http://0xa9fea9fe/',
  'http://169.254.43518/',
  'http://0251.0376.0251.0376/',
  'http://[::ffff:169.254.169.254]/',
  'http://[fd00:ec2::254]/',
  'http://168.63.129.16/',
  'http://100.100.100.200/',
  'http://100.64.0.1/',
  'http://10.0.0.1/',
  'http://10.1/',
  'http://172.16.0.1/',
  'http://172.31.255.255/',
  'http://192.168.1.1/',
  'http://192.168.257/',
  'http://192.0.0.170/',
  'http://192.88.99.1/',
  'http://198.18.0.1/',
  'http://203.0.113.7/',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  'http://[::]/',
  'http://[::1]/',
  'http://[0:0:0:0:0:0:0:1]/',
  'http://[::127.0.0.1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[0:0:0:0:0:ffff:10.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[64:ff9b::10.0.0.1]/',
  'http://[64:ff9b:1::a00:1]/',
  'http://[2002:7f00:1::]/',
  'http://[2002:c0a8:101::1]/',
  'http://[2001:0:7f00:1::1]/',
  'http://[2001:db8::1]/',
  'http://[fe80::1]/',
  'http://[fec0::1]/',
  'http://[fc00::1]/',
  'http://[fd12:3456:789a::1]/',
  'http://[ff02::1]/',
  'http://[100::1]/',
  'http://[5f00::1]/',
  'http://user@8.8.8.8/',
  'http://8.8.8.8@127.0.0.1/',
  'http://user:secret@example.com/',
  'http://example.com:22/',
  'http://example.com:5432/',
  'http://example.com:6379/',
  'file:///etc/passwd',
  'ftp://example.com/a.csv',
  'gopher://example.com/',
  'data:text/csv,a',
  'javascript:alert(1)',
  'http://',
  'http://[::1',
  'not an address',
  '//example.com/a.csv',
  'http://example.onion/',
];

describe('an address of our own network', () => {
  it.each(inside)('is refused before anything is asked: %s', async (address) => {
    const asked: string[] = [];
    const resolve = async (name: string) => {
      asked.push(name);
      return ['93.184.215.14'];
    };
    await expect(fetchOutside(address, { ...bounds, resolve })).rejects.toMatchObject({ code: 'address' });
    expect(asked).toEqual([]);
  });

  it('is refused also behind a name, be it only one of several', async () => {
    for (const addresses of [
      ['10.0.0.1'],
      ['93.184.215.14', '127.0.0.1'],
      ['::1', '93.184.215.14'],
      ['::ffff:10.0.0.1'],
      ['fe80::1%eth0'],
      ['nonsense'],
    ])
      await expect(
        fetchOutside('https://feeds.example.com/', { ...bounds, resolve: async () => addresses }),
      ).rejects.toMatchObject({ code: 'address' });
  });
});

describe('an address of the public internet', () => {
  it.each([
    'https://example.com/ads.csv?month=11',
    'http://8.8.8.8/',
    'https://example.com:8443/',
    'https://[2a00:1450:400f:80d::200e]/',
    'https://blåbær.no/a.csv',
  ])('is taken as it is: %s', (address) => {
    expect(outsideUrl(address).protocol).toMatch(/^https?:$/);
  });

  it.each([
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '169.253.255.255',
    '223.255.255.255',
    '2606:4700::1111',
  ])('is public: %s', (address) => {
    expect(isPublic(address)).toBe(true);
  });
});

describe('what is fetched', () => {
  const servers: Server[] = [];
  afterEach(() => servers.splice(0).forEach((server) => server.close()));

  /** A server on this machine that stands for the public internet at 127.0.0.1, while 127.0.0.2 stands for what must not be reached. */
  async function site(answer: RequestListener) {
    const server = createServer(answer);
    servers.push(server);
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    const names: string[] = [];
    const fetch = (path: string, given: Partial<OutgoingOptions> = {}) =>
      fetchOutside(`http://feeds.example.com:${port}${path}`, {
        ...bounds,
        allowed: (address) => address === '127.0.0.1',
        ports: new Set([String(port)]),
        resolve: async (asked) => {
          names.push(asked);
          return ['127.0.0.1'];
        },
        ...given,
      });
    return { fetch, names, port };
  }
  const text = async (body: AsyncIterable<Uint8Array>) => {
    let whole = '';
    for await (const chunk of body) whole += Buffer.from(chunk).toString();
    return whole;
  };

  it('comes from the very address that was looked at: a name that changes its answer is asked once', async () => {
    const { fetch } = await site((_request, reply) => reply.end('day,cost\n'));
    const answers = [['127.0.0.1'], ['127.0.0.2']];
    let asked = 0;
    const { body } = await fetch('/ads.csv', { resolve: async () => answers[asked++] ?? [] });
    expect(await text(body)).toBe('day,cost\n');
    expect(asked).toBe(1);
  });

  it('is looked at again after each redirect, of which there are three at most', async () => {
    const { fetch, names } = await site((request, reply) => {
      const step = Number(/\d+/.exec(request.url ?? '')?.[0] ?? 0);
      if (step === 0) reply.end('here');
      else reply.writeHead(302, { location: `http://s${step - 1}.example.com:${request.socket.localPort}/${step - 1}` }).end();
    });
    expect(await text((await fetch('/3')).body)).toBe('here');
    expect(names).toEqual(['feeds.example.com', 's2.example.com', 's1.example.com', 's0.example.com']);
    await expect(fetch('/4')).rejects.toMatchObject({ code: 'redirects' });
  });

  it('does not follow a redirect into our own network', async () => {
    for (const location of [
      'http://127.0.0.1/',
      'http://169.254.169.254/latest/',
      'file:///etc/passwd',
      'http://[::1]/',
      '//localhost/',
    ]) {
      const { fetch } = await site((_request, reply) => void reply.writeHead(302, { location }).end());
      await expect(fetch('/')).rejects.toMatchObject({ code: 'address' });
    }
    const { fetch } = await site(
      (request, reply) =>
        void reply.writeHead(302, { location: `http://rebound.example.com:${request.socket.localPort}/` }).end(),
    );
    const resolve = async (name: string) => [name.startsWith('rebound') ? '127.0.0.2' : '127.0.0.1'];
    await expect(fetch('/', { resolve })).rejects.toMatchObject({ code: 'address' });
  });

  it('is bounded in size, with and without a length told before', async () => {
    const { fetch: told } = await site((_request, reply) => reply.end('x'.repeat(1001)));
    await expect(told('/').then(({ body }) => text(body))).rejects.toMatchObject({ code: 'too_large' });
    const { fetch: untold } = await site((_request, reply) => {
      reply.write('x'.repeat(600));
      reply.end('x'.repeat(600));
    });
    await expect(untold('/').then(({ body }) => text(body))).rejects.toMatchObject({ code: 'too_large' });
  });

  it('is bounded in time: silence and trickling both end', async () => {
    const { fetch: silent } = await site(() => {});
    await expect(silent('/', { silentMs: 50 })).rejects.toMatchObject({ code: 'too_slow' });
    const { fetch: trickling } = await site((_request, reply) => {
      const drip = setInterval(() => reply.write('x'), 5);
      reply.on('close', () => clearInterval(drip));
    });
    await expect(trickling('/', { withinMs: 200 }).then(({ body }) => text(body))).rejects.toMatchObject({ code: 'too_slow' });
  });

  it('is not taken for whole when it broke off, nor for a file when it is an error', async () => {
    const { fetch: broken } = await site((_request, reply) => {
      reply.writeHead(200, { 'content-length': '100' });
      reply.write('day,cost\n', () => reply.destroy());
    });
    await expect(broken('/').then(({ body }) => text(body))).rejects.toMatchObject({ code: 'unreachable' });
    const { fetch: missing } = await site((_request, reply) => void reply.writeHead(404).end());
    await expect(missing('/')).rejects.toMatchObject({ code: 'status', detail: '404' });
    await expect(fetchOutside('https://nowhere.example.com/', { ...bounds, resolve: async () => [] })).rejects.toBeInstanceOf(
      OutgoingError,
    );
  });
});
