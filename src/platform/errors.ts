/** One thing wrong with a request: where (a JSON pointer, or a header or parameter name) and what would be right. */
export interface Fault {
  pointer: string;
  detail: string;
}

/**
 * An answer the client can act on, sent as application/problem+json (RFC 9457).
 * `detail` says what is wrong, where, and what would be right; it never holds a stack, SQL, a path or a version.
 */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly faults: Fault[];
  readonly headers: Record<string, string>;

  constructor(status: number, title: string, detail: string, extra: { faults?: Fault[]; headers?: Record<string, string> } = {}) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.faults = extra.faults ?? [];
    this.headers = extra.headers ?? {};
  }

  /** The body as RFC 9457 has it. */
  toJSON(): Record<string, unknown> {
    return {
      type: 'about:blank',
      title: this.title,
      status: this.status,
      detail: this.detail,
      ...(this.faults.length > 0 && { errors: this.faults }),
    };
  }
}

export const badRequest = (detail: string, faults: Fault[] = []) => new Problem(400, 'Bad request', detail, { faults });
export const unauthenticated = (detail = 'Sign in, or send an API key as "Authorization: Bearer …".') =>
  new Problem(401, 'Not signed in', detail, { headers: { 'www-authenticate': 'Bearer' } });
export const forbidden = (detail: string) => new Problem(403, 'Not allowed', detail);
/** Also the answer for what exists in another workspace: foreign looks exactly like missing. */
export const notFound = () => new Problem(404, 'Not found', 'There is nothing here by that address in this workspace.');
export const conflict = (detail: string) => new Problem(409, 'Conflict', detail);
export const unprocessable = (detail: string, faults: Fault[] = []) =>
  new Problem(422, 'Cannot be done as asked', detail, { faults });
/** When to come again. A page of another site reads no such header unless it is named to its browser. */
const comeAgain = (seconds: number) => ({
  headers: { 'retry-after': String(Math.max(1, Math.ceil(seconds))), 'access-control-expose-headers': 'retry-after' },
});
export const tooMany = (detail: string, seconds: number) => new Problem(429, 'Too many requests', detail, comeAgain(seconds));
export const unavailable = (detail: string) => new Problem(503, 'Unavailable', detail, comeAgain(5));
export const outOfRoom = (detail: string) => new Problem(507, 'Storage is full', detail, comeAgain(30));

/** The program cannot start or a command cannot be carried out; the message is the one clear line the person at the keyboard sees. */
export class Refusal extends Error {}
