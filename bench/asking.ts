import { Agent, request } from 'node:http';
import { cpuOf, type House } from './ingest-house.ts';

/** One member who asks the built product one thing after another over one connection, as the screens ask it, and what each answer takes. */

export interface Measured {
  /** Milliseconds from the question to the last byte of the answer. */
  p50: number;
  p95: number;
  /** Milliseconds of processor time that the server and PostgreSQL together spend on one answer, which a busy machine does not spoil. */
  cpu: number;
}

/** A question: an address to get, or to post something to. */
export type Question = string | { path: string; body: unknown };

/** Answers are quick only once the code is compiled, the statements are prepared and the pages are in memory. */
const WARM = 20;

export class Asking {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #house: House;
  readonly #cookie: string;

  constructor(house: House, cookie: string) {
    this.#house = house;
    this.#cookie = cookie;
  }

  /** @returns the answer and the milliseconds until its last byte */
  ask(question: Question): Promise<{ body: string; ms: number }> {
    const { path, body: said } = typeof question === 'string' ? { path: question, body: undefined } : question;
    const { port } = this.#house.product;
    const start = performance.now();
    return new Promise((answered, fail) => {
      const asked = request(
        {
          agent: this.#agent,
          port,
          path: `/api/v1${path}`,
          method: said === undefined ? 'GET' : 'POST',
          headers: {
            cookie: this.#cookie,
            ...(said !== undefined && {
              'content-type': 'application/json',
              origin: `http://localhost:${port}`,
              host: `localhost:${port}`,
            }),
          },
        },
        (answer) => {
          let body = '';
          answer.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
          answer.on('end', () => {
            if (answer.statusCode === 200) answered({ body, ms: performance.now() - start });
            else fail(new Error(`${path}: ${answer.statusCode} ${body}`));
          });
        },
      );
      asked.on('error', fail).end(said === undefined ? undefined : JSON.stringify(said));
    });
  }

  /** The address of a later page: the list is followed for so many pages, or to the last it has. */
  async later(path: string, pages: number): Promise<string> {
    let address = path;
    for (let page = 1; page < pages; page++) {
      const { next } = JSON.parse((await this.ask(address)).body) as { next: string | null };
      if (next === null) return address;
      address = `${path}&cursor=${encodeURIComponent(next)}`;
    }
    return address;
  }

  /** What one question takes, asked so many times. */
  async measure(question: Question, times: number): Promise<Measured> {
    for (let turn = 0; turn < Math.min(WARM, times); turn++) await this.ask(question);
    const before = this.#cpu();
    const taken: number[] = [];
    for (let turn = 0; turn < times; turn++) taken.push((await this.ask(question)).ms);
    const cpu = ((this.#cpu() - before) * 1_000) / times;
    taken.sort((a, b) => a - b);
    const at = (share: number) => taken[Math.ceil(share * times) - 1] ?? 0;
    return { p50: at(0.5), p95: at(0.95), cpu };
  }

  #cpu(): number {
    return cpuOf(this.#house.product.child.pid ?? 0) + cpuOf(this.#house.postmaster, true);
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Says in a line what something took. */
export function say(name: string, { p50, p95, cpu }: Measured): void {
  console.log(`  ${name.padEnd(28)} p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, CPU ${cpu.toFixed(1)} ms`);
}

/**
 * Says what each thing took of much beside of little.
 * @returns whether all were answered in the time wanted
 */
export function sayBeside(results: ReadonlyMap<string, readonly Measured[]>, wantedMs: number): boolean {
  let inTime = true;
  for (const [name, [few, many]] of results) {
    if (!few || !many) continue;
    inTime &&= many.p95 <= wantedMs;
    const ratio = (which: keyof Measured) => (many[which] / few[which]).toFixed(1);
    console.log(
      `  ${name.padEnd(28)} p95 ${many.p95.toFixed(1)} ms (${ratio('p95')} of it, CPU ${ratio('cpu')} of it; wanted at most ${wantedMs} ms)`,
    );
  }
  return inTime;
}
