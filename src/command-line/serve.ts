import { fork, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { Config } from '../platform/config.ts';
import { connect } from '../platform/database.ts';
import { Refusal } from '../platform/errors.ts';
import { claimInstallation, openInstallation, type Installation } from '../platform/installation.ts';
import type { Http } from '../platform/http.ts';
import { enqueueWith, openJobs } from '../platform/jobs.ts';
import { migrate } from '../platform/migrate.ts';
import { fairTurns } from '../platform/turns.ts';
import { asSoonAsThereIsRoom, diskOf, isOutOfRoom, ROOM_AGAIN_MS, takePulse, watchRoom } from '../platform/watch.ts';
import { buildServer } from '../server.ts';
import { workerEnvironment, workerFlags } from './worker.ts';

/**
 * Serves web, API and worker in one process tree until SIGINT or SIGTERM; then lets requests in flight finish and stops everything.
 * @throws Refusal at once, in one line, when it cannot
 */
export async function serve(config: Config): Promise<number> {
  // As the worker's: the heap grows in small steps, so that an export of a million rows leaves no heap of its own behind.
  setFlagsFromString('--heap-growing-percent=50');
  const stopped = stopSignal();
  const whenThereIsRoom = <T>(begin: () => Promise<T>) =>
    asSoonAsThereIsRoom(begin, { folder: config.databaseUrl === undefined ? config.dataDir : null, stopped });
  const installation = await whenThereIsRoom(() => openInstallation(config, { serving: true }));
  if (!installation) return 0;
  // Refused here, the database belongs to the other process and stays as it is.
  const claim = await claimInstallation(installation.appUrl, installation.embedded ? config.dataDir : 'this database');
  try {
    await assertPortFree(config);
    const boss = await whenThereIsRoom(async () => {
      await migrate(installation.ownerUrl, installation.appUrl);
      return openJobs(installation.appUrl, { worker: false });
    });
    if (!boss) return 0;
    const turns = fairTurns({ each: 6, all: 20, waiting: 200, patienceMs: 4_000 });
    const { db, pool, heard } = connect(installation.appUrl, 24, 8_000, turns);
    const pulse = takePulse(installation.appUrl, heard);
    const room = installation.embedded ? watchRoom(diskOf(config.dataDir), config.diskReserveMib) : null;
    await room?.look();
    const app = await buildServer({
      config,
      db,
      enqueue: enqueueWith(boss),
      watch: { databaseAnswers: pulse.listen, isSilent: pulse.isSilent, isFull: () => room?.isFull() ?? false },
    });
    const worker = keepWorker(installation.appUrl);
    const database = keepDatabase(installation);
    await app.listen({ host: config.host, port: config.port });
    console.log(
      `Samspil is ready: ${config.publicUrl ?? `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${(app.server.address() as AddressInfo).port}`}`,
    );

    await stopped;
    database.stop();
    room?.stop();
    await Promise.all([closeServer(app), worker.stop()]);
    await boss.stop({ graceful: false });
    await pulse.stop();
    await pool.end();
    return 0;
  } finally {
    await claim.release();
    await installation.close();
  }
}

/** Lets requests in flight finish within ten seconds. A connection that was busy is closed as soon as it is idle, or its browser would hold us up. */
async function closeServer(app: Http): Promise<void> {
  // Clients that keep their connection are told first, so that none sends on one that is being closed.
  app.draining.now = true;
  await new Promise((next) => setTimeout(next, 300));
  const sweep = setInterval(() => app.server.closeIdleConnections(), 50);
  const end = setTimeout(() => app.server.closeAllConnections(), 10_000);
  await app.close();
  clearInterval(sweep);
  clearTimeout(end);
}

/** Resolves at the first SIGINT or SIGTERM. A second one does not hurry: what is in flight has its own time limits. */
function stopSignal(): Promise<void> {
  return new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop());
  });
}

/** A taken port is said before anything is migrated or started. */
function assertPortFree({ host, port }: Config): Promise<void> {
  return new Promise((free, fail) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      fail(
        new Refusal(
          error.code === 'EADDRINUSE'
            ? `Port ${port} on ${host} is taken by another program. Set PORT to a free one.`
            : `Samspil cannot listen on ${host}:${port} (${error.code}). Set HOST and PORT to what this machine allows.`,
        ),
      ),
    );
    probe.listen({ host, port }, () => probe.close(() => free()));
  });
}

/** Starts the embedded database again when it has died. What it has no room for is said once, and tried again with patience. */
function keepDatabase(installation: Installation): { stop(): void } {
  let timer: NodeJS.Timeout;
  let [stopped, told] = [false, false];
  const look = async (): Promise<void> => {
    const error: unknown = await installation.revive().then(
      () => null,
      (failure: unknown) => failure,
    );
    const lacksRoom = isOutOfRoom(error);
    if (lacksRoom && !told) console.error(`samspil: ${(error as Error).message} PostgreSQL stands still until then.`);
    told = lacksRoom;
    if (!stopped) timer = setTimeout(() => void look(), lacksRoom ? ROOM_AGAIN_MS : 500);
  };
  void look();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** The worker runs as a child process, so that heavy work never delays an answer; one that dies is started again. */
function keepWorker(appUrl: string): { stop(): Promise<void> } {
  let stopping = false;
  let child: ChildProcess;
  const start = () => {
    child = fork(join(import.meta.dirname, '..', 'main.js'), ['worker'], {
      execArgv: [...process.execArgv, ...workerFlags],
      env: { ...workerEnvironment, ...process.env, SAMSPIL_WORKER_URL: appUrl },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.on('exit', () => {
      if (!stopping) setTimeout(start, 1_000);
    });
  };
  start();
  return {
    stop: () =>
      new Promise((done) => {
        stopping = true;
        if (child.exitCode !== null || child.signalCode !== null) return done();
        child.on('exit', () => done());
        child.kill('SIGTERM');
        setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
      }),
  };
}
