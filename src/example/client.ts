import type { TrackingCall } from './visits.ts';

/** The product's API, spoken to without a socket. */
interface Api {
  inject(request: {
    method: 'GET' | 'POST';
    url: string;
    headers: Record<string, string>;
    payload?: object | string;
  }): Promise<{ statusCode: number; body: string; json(): unknown }>;
}

export interface Credentials {
  apiKey: string;
  keyId: string;
  writeKey: string;
  signers: { name: string; session: string }[];
}

interface Caller {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown): Promise<T>;
}

/** A client of the public API with the story's keys. What the API refuses ends the story: it is written so that nothing is refused. */
export interface Client extends Caller {
  keyId: string;
  signers: Credentials['signers'];
  marketer: string;
  firstRep: string;
  /** Who asked for the example company. */
  owner: string;
  /** Signed in with a session. */
  as(session: string): Caller;
  /** The same key, telling what a member did. */
  onBehalfOf(member: string): Caller;
  /** Every item of a collection, page by page. */
  all<T>(path: string): Promise<T[]>;
  track(batch: TrackingCall[]): Promise<void>;
  /** Sends a form of the website as a browser does. */
  fillIn(form: string, answers: Record<string, string>): Promise<void>;
  nextInvoiceNumber(): string;
}

export async function openClient(app: Api, { apiKey, keyId, writeKey, signers }: Credentials): Promise<Client> {
  const bearer = { authorization: `Bearer ${apiKey}` };
  const caller = (headers: Record<string, string>): Caller => {
    const send = async <T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> => {
      const answer = await app.inject({ method, url: path, headers, ...(body !== undefined && { payload: body as object }) });
      if (answer.statusCode >= 400) throw new Error(`${method} ${path} was refused: ${answer.body}`);
      return (answer.body === '' ? undefined : answer.json()) as T;
    };
    return { get: (path) => send('GET', path), post: (path, body) => send('POST', path, body) };
  };
  const own = caller(bearer);
  const all = async <T>(path: string): Promise<T[]> => {
    const items: T[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: { items: T[]; next: string | null } = await own.get(
        `${path}?limit=200${next && `&cursor=${encodeURIComponent(next)}`}`,
      );
      items.push(...page.items);
      ({ next } = page);
    }
    return items;
  };
  const members = await all<{ id: string; team: string; role: string; head: boolean }>('/api/v1/members');
  const memberOf = (team: string) => members.find((member) => member.team === team && !member.head)?.id ?? '';
  let invoices = 2600;
  return {
    ...own,
    keyId,
    signers,
    marketer: memberOf('marketing'),
    firstRep: memberOf('sales'),
    owner: members.find(({ role }) => role === 'admin')?.id ?? '',
    as: (session) => caller({ cookie: `samspil_session=${session}` }),
    onBehalfOf: (member) => (member === '' ? own : caller({ ...bearer, 'on-behalf-of': member })),
    all,
    async track(batch) {
      await caller({ authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}` }).post('/v1/batch', { batch });
    },
    async fillIn(form, answers) {
      const sent = await app.inject({
        method: 'POST',
        url: `/f/${form}`,
        headers: {
          accept: 'text/html',
          'content-type': 'application/x-www-form-urlencoded',
          'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        },
        payload: new URLSearchParams(answers).toString(),
      });
      if (sent.statusCode >= 400) throw new Error(`the form was refused: ${sent.statusCode}`);
    },
    nextInvoiceNumber: () => String(invoices++),
  };
}
