import { describe, expect, it } from 'vitest';
import { openSession, setPassword } from '../accounts/commands.ts';
import { createTestMember } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';
import { inTransaction } from './database.ts';

const plain = await createTestServer();
const proxied = await createTestServer({ PUBLIC_URL: 'https://samspil.firma.dk:8443/app' });

async function tokenOf({ db, workspace }: typeof plain): Promise<string> {
  const { userId } = await createTestMember(db, workspace, 'admin');
  return inTransaction(db, {}, (transaction) => openSession(transaction, userId, new Date()));
}

/** The status of a change asked for with headers such as a browser sends. */
async function asked({ app }: typeof plain, cookie: string, headers: Record<string, string>): Promise<number> {
  const answer = await app.inject({ method: 'POST', url: '/api/v1/write-keys', payload: {}, headers: { cookie, ...headers } });
  return answer.statusCode;
}

describe('a change asked for with a cookie', () => {
  it('must come from the scheme, host and port the request was sent to', async () => {
    const cookie = `samspil_session=${await tokenOf(plain)}`;
    const host = 'localhost:4000';
    const from = (origin: string, more = {}) => asked(plain, cookie, { host, origin, ...more });
    expect(await from('http://localhost:4000')).toBe(201);
    for (const origin of [
      'https://localhost:4000',
      'http://localhost:4001',
      'http://localhost',
      'http://localhost.evil.example:4000',
      'https://evil.example',
      'null',
      'localhost:4000',
    ])
      expect([origin, await from(origin)]).toEqual([origin, 403]);
    expect(await from('http://localhost:4000', { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await from('http://localhost:4000', { 'sec-fetch-site': 'same-site' })).toBe(403);
    // Behind a proxy that ends TLS only the browser knows the scheme.
    expect(await from('https://localhost:4000', { 'sec-fetch-site': 'same-origin' })).toBe(201);
    expect(await asked(plain, cookie, { host })).toBe(201);
  });

  it('must come from the scheme, host and port of PUBLIC_URL where that is set', async () => {
    const cookie = `__Host-samspil_session=${await tokenOf(proxied)}`;
    const from = (origin: string, more = {}) => asked(proxied, cookie, { host: '127.0.0.1:4000', origin, ...more });
    expect(await from('https://samspil.firma.dk:8443')).toBe(201);
    for (const origin of [
      'http://samspil.firma.dk:8443',
      'https://samspil.firma.dk',
      'https://firma.dk:8443',
      'http://127.0.0.1:4000',
    ])
      expect([origin, await from(origin, { 'sec-fetch-site': 'same-origin' })]).toEqual([origin, 403]);
  });
});

describe('the session cookie', () => {
  const signIn = async ({ app, db, workspace }: typeof plain) => {
    const { userId } = await createTestMember(db, workspace, 'admin');
    const password = 'fire blå heste synger';
    const email = await inTransaction(db, {}, async (transaction) => {
      await setPassword(transaction, userId, password);
      return (await transaction.selectFrom('users').select('email').where('id', '=', userId).executeTakeFirstOrThrow()).email;
    });
    return app.inject({ method: 'POST', url: '/api/v1/session', payload: { email, password } });
  };
  const attributesOf = (header: unknown) =>
    String(header)
      .split('; ')
      .slice(1)
      .filter((attribute) => !/^(Max-Age|Expires)=/.test(attribute))
      .sort();

  it('belongs over https to this host alone, and is not read by its plain name', async () => {
    const token = await tokenOf(proxied);
    const me = (cookie: string) => proxied.app.inject({ url: '/api/v1/me', headers: { cookie } });
    expect((await me(`__Host-samspil_session=${token}`)).statusCode).toBe(200);
    expect((await me(`samspil_session=${token}`)).statusCode).toBe(401);
    expect((await me(`samspil_session=invented; __Host-samspil_session=${token}`)).statusCode).toBe(200);

    const left = await proxied.app.inject({
      method: 'DELETE',
      url: '/api/v1/session',
      headers: { cookie: `__Host-samspil_session=${token}` },
    });
    const header = left.headers['set-cookie'];
    expect(String(header)).toMatch(/^__Host-samspil_session=;/);
    expect(attributesOf(header)).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']);
  });

  it('is given with the attributes its address allows', async () => {
    const secure = (await signIn(proxied)).headers['set-cookie'];
    expect(String(secure)).toMatch(/^__Host-samspil_session=session_/);
    expect(attributesOf(secure)).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']);
    const open = (await signIn(plain)).headers['set-cookie'];
    expect(String(open)).toMatch(/^samspil_session=session_/);
    expect(attributesOf(open)).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax']);
  });
});
