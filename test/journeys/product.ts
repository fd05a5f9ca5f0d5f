import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const main = join(import.meta.dirname, '..', '..', 'dist', 'server', 'src', 'main.js');

/** The built product as a process of its own, as a user runs it. */
export interface Product {
  url: string;
  dataDir: string;
  child: ChildProcess;
  /** Resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

// What a file starts ends with it, however its tests ended. Registered while the file loads: a hook made inside a test would never run.
const children: ChildProcess[] = [];
const dataDirs: string[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const dataDir of dataDirs) {
    killDatabase(dataDir);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
});

/** A data directory of the test's own. */
export function createDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'samspil-journey-'));
  dataDirs.push(dataDir);
  return dataDir;
}

/** Starts the product and waits until it says that it is ready. */
export function startProduct(dataDir: string, environment: Record<string, string> = {}): Promise<Product> {
  const child = spawn(process.execPath, ['--enable-source-maps', main, 'serve'], {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', ...environment, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const exited = new Promise<number | null>((done) => child.on('exit', (code) => done(code)));
  let said = '';
  return new Promise((ready, fail) => {
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /Samspil is ready: (\S+)/.exec(said)?.[1];
      if (url)
        ready({
          url,
          dataDir,
          child,
          stop(signal = 'SIGTERM') {
            child.kill(signal);
            return exited;
          },
        });
    });
    void exited.then((code) => fail(new Error(`the product ended with ${code}: ${said}`)));
  });
}

/** Runs a command of the command line to its end. */
export function samspil(words: string[], environment: Record<string, string>): string {
  return execFileSync(process.execPath, [main, ...words], { env: { ...process.env, ...environment }, encoding: 'utf8' }).trim();
}

/** Kills the embedded database of a data directory as a power cut would: at once. */
export function killDatabase(dataDir: string): void {
  try {
    process.kill(Number(readFileSync(join(dataDir, 'postgresql', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
  } catch {
    // none runs
  }
}
