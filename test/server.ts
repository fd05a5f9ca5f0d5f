import { afterAll } from 'vitest';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { openSession } from '../src/accounts/commands.ts';
import { createApiKey, createWriteKey } from '../src/workspaces/commands.ts';
import { readConfig } from '../src/platform/config.ts';
import type { Role } from '../src/platform/context.ts';
import { inTransaction, inWorkspace } from '../src/platform/database.ts';
import type { Http } from '../src/platform/http.ts';
import type { JobName } from '../src/platform/jobs.ts';
import { buildServer } from '../src/server.ts';
import { contractOf } from './contract.ts';
import { createTestDatabase, createTestMember, createTestWorkspace, type TestDatabase } from './database.ts';

export interface TestServer extends TestDatabase {
  app: Http;
  /** Jobs that commands put in the queue, in order; a test runs the ones it cares for itself. */
  enqueued: { name: JobName; data: unknown; startAfter?: Date }[];
  workspace: string;
  /** A client signed in with a role in a workspace (its own by default). */
  as(role: Role, options?: { workspace?: string; head?: boolean }): Promise<TestClient>;
  /** A client with an API key. */
  withKey(scopes: ('read' | 'write' | 'history')[], workspace?: string): Promise<TestClient>;
  writeKey(workspace?: string): Promise<string>;
}

export interface TestClient {
  memberId: string | null;
  /** Its session cookie, empty for a client with a key. */
  cookie: string;
  get(url: string): Promise<LightMyRequestResponse>;
  post(url: string, body?: unknown, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  put(url: string, body?: unknown): Promise<LightMyRequestResponse>;
  patch(url: string, body?: unknown): Promise<LightMyRequestResponse>;
  delete(url: string): Promise<LightMyRequestResponse>;
}

/** The product's server on a database of its own, spoken to without a socket. Call it once, at the top of a test file. */
export async function createTestServer(environment: Record<string, string> = {}): Promise<TestServer> {
  const database = await createTestDatabase();
  const enqueued: TestServer['enqueued'] = [];
  const config = readConfig({ LOG_LEVEL: 'silent', ...environment });
  const app = await buildServer({
    config,
    db: database.db,
    enqueue: async (_db, name, data, options) =>
      void enqueued.push({ name, data, ...(options?.startAfter && { startAfter: options.startAfter }) }),
  });
  afterAll(() => app.close());
  const holdToContract = contractOf(app);
  const workspace = await createTestWorkspace(database.db);

  const client = (headers: Record<string, string>, memberId: string | null): TestClient => {
    const send = async (
      method: NonNullable<InjectOptions['method']>,
      url: string,
      body?: unknown,
      more: Record<string, string> = {},
    ) => {
      const answer = await app.inject({
        method,
        url,
        headers: { ...headers, ...more },
        ...(body !== undefined && { payload: body as object }),
      });
      holdToContract(method, url, answer);
      return answer;
    };
    return {
      memberId,
      cookie: headers['cookie'] ?? '',
      get: (url) => send('GET', url),
      post: (url, body, more) => send('POST', url, body, more),
      put: (url, body) => send('PUT', url, body),
      patch: (url, body) => send('PATCH', url, body),
      delete: (url) => send('DELETE', url),
    };
  };

  return {
    ...database,
    app,
    enqueued,
    workspace,
    async as(role, options = {}) {
      const member = await createTestMember(database.db, options.workspace ?? workspace, role, { head: options.head ?? false });
      const token = await inTransaction(database.db, {}, (transaction) => openSession(transaction, member.userId, new Date()));
      return client({ cookie: `samspil_session=${token}` }, member.id);
    },
    async withKey(scopes, inside = workspace) {
      const { key } = await inWorkspace(database.db, inside, { kind: 'system' }, (context) =>
        createApiKey(context, { name: 'Test', scopes }),
      );
      return client({ authorization: `Bearer ${key}` }, null);
    },
    writeKey: async (inside = workspace) =>
      (await inWorkspace(database.db, inside, { kind: 'system' }, (context) => createWriteKey(context, { name: 'Test' }))).key,
  };
}
