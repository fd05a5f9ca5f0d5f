import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(directory: string): string {
  if (existsSync(join(directory, 'package.json')) && existsSync(join(directory, 'db', 'migrations'))) return directory;
  const parent = dirname(directory);
  if (parent === directory) throw new Error('The program lies outside its package: no package.json with db/migrations above it.');
  return findRoot(parent);
}

/** The folder of the checkout: the same whether the source runs or what was built from it. */
export const root = findRoot(dirname(fileURLToPath(import.meta.url)));
