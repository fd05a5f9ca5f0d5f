import { monitorEventLoopDelay } from 'node:perf_hooks';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestServer } from '../../test/server.ts';

const server = await createTestServer({ TRACKING_LIMIT_PER_MINUTE: '100000000' });
const someId = '01a20161-c8ac-7604-b4ec-e53de06d66b9';
const LONGEST_MS = 250;
const MIB = 2 ** 20;

/** As many repetitions as a body may hold. */
const filled = (unit: string, most = MIB - 100) =>
  Array(Math.floor(most / (unit.length + 1)))
    .fill(unit)
    .join(',');
const keys = (most = MIB - 100) => {
  const parts: string[] = [];
  for (let size = 0, key = 0; size < most - 20; key++) {
    parts.push(`"k${key}":{}`);
    size += (parts.at(-1)?.length ?? 0) + 1;
  }
  return `{${parts.join(',')}}`;
};

const anything = {
  'nested 100,000 deep': '['.repeat(100_000) + ']'.repeat(100_000),
  'nested as deep as fits': '{"a":'.repeat(170_000) + '1' + '}'.repeat(170_000),
  'a list of numbers': `[${filled('1')}]`,
  'a list of objects': `[${filled('{}')}]`,
  'names without end': keys(),
  'one long text': JSON.stringify({ name: 'x'.repeat(MIB - 100) }),
  'a text of escapes': `{"name":"${'\\u00e6'.repeat(170_000)}"}`,
};
/** Bodies that hold, where the route takes a list, a long one and nothing else. */
function endless(schema: unknown, fill: string): string[] {
  const {
    properties = {},
    items,
    anyOf,
    allOf,
  } = (schema ?? {}) as {
    properties?: Record<string, unknown>;
    items?: unknown;
    anyOf?: unknown[];
    allOf?: unknown[];
  };
  const inner = Object.entries(properties).flatMap(([name, property]) =>
    endless(property, fill).map((body) => `{${JSON.stringify(name)}:${body}}`),
  );
  return [
    ...inner,
    ...(items ? [`[${fill}]`] : []),
    ...[...(anyOf ?? []), ...(allOf ?? [])].flatMap((one) => endless(one, fill)),
  ];
}

let cookie = '';
let writeKey = '';
beforeAll(async () => {
  cookie = (await server.as('admin')).cookie;
  writeKey = await server.writeKey();
});

/** The longest the event loop stood still while one request was answered, in ms; the best of three tries, since other programs disturb. */
async function blocked(send: () => Promise<{ statusCode: number }>): Promise<number> {
  let best = Infinity;
  for (let attempt = 0; attempt < 3 && best > LONGEST_MS; attempt++) {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    await new Promise((next) => setTimeout(next, 20));
    delay.reset();
    const { statusCode } = await send();
    expect(statusCode).toBeLessThan(500);
    await new Promise((next) => setTimeout(next, 20));
    delay.disable();
    best = Math.min(best, delay.max / 1e6);
  }
  return best;
}

const paths = (server.app.swagger() as { paths: Record<string, Record<string, { requestBody?: unknown }>> }).paths;
const routes = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([method]) => method !== 'get' && method !== 'delete')
    .map(([method, { requestBody }]) => ({
      method: method.toUpperCase() as 'POST',
      url: path.replaceAll(/\{[^}]+\}/g, someId),
      schema: (requestBody as { content?: Record<string, { schema?: unknown }> } | undefined)?.content?.['application/json']
        ?.schema,
    })),
);

describe('no request holds up the others', () => {
  it.each(Object.keys(anything))('%s', async (name) => {
    const payload = Buffer.from(anything[name as keyof typeof anything]);
    const slow: [string, number][] = [];
    for (const { method, url } of routes.filter(({ url }) =>
      ['/api/v1/companies', '/api/v1/session', '/v1/track'].includes(url),
    )) {
      const ms = await blocked(() =>
        server.app.inject({ method, url, payload, headers: { 'content-type': 'application/json', cookie } }),
      );
      if (ms > LONGEST_MS) slow.push([`${method} ${url}`, ms]);
    }
    expect(slow).toEqual([]);
  });

  it('a list as long as is read at all, where a list is taken', async () => {
    const slow: [string, number][] = [];
    let tried = 0;
    for (const { method, url, schema } of routes)
      for (const fill of ['1', '{}'])
        for (const payload of endless(schema, filled(fill, 4_900 * (fill.length + 1)))) {
          tried++;
          const ms = await blocked(() =>
            server.app.inject({ method, url, payload, headers: { 'content-type': 'application/json', cookie } }),
          );
          if (ms > LONGEST_MS) slow.push([`${method} ${url} ${payload.slice(0, 60)}`, ms]);
        }
    expect(tried).toBeGreaterThan(20);
    expect(slow).toEqual([]);
  });

  it.each(['1', '{}', 'null', '{"type":"track"}', '{"type":"track","event":"a","anonymousId":"b"}', '"a"', '[]'])(
    'a batch of 500 KB of %s',
    async (unit) => {
      const payload = `{"batch":[${filled(unit, 499_000)}]}`;
      const ms = await blocked(() =>
        server.app.inject({
          method: 'POST',
          url: '/v1/batch',
          payload,
          headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${writeKey}:`)}` },
        }),
      );
      expect(ms).toBeLessThan(LONGEST_MS);
    },
  );
});
