// Builds tracker.ts into dist/tracker/t.js and form.ts into f.js, each one classic script, minified, without a global name of its own; form.css goes beside them.
import { copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** See build.d.mts. */
export async function buildTracker({ write = true } = {}) {
  const code = await script('tracker.ts', 't.js', { write, emptyOutDir: true });
  if (write) {
    await script('form.ts', 'f.js', { write, emptyOutDir: false });
    await copyFile(here('form.css'), here('../dist/tracker/f.css'));
  }
  return code;
}

async function script(source, name, { write, emptyOutDir }) {
  const [{ output }] = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: here('../dist/tracker'),
      emptyOutDir,
      write,
      target: 'es2021',
      minify: 'oxc',
      lib: { entry: here(source), formats: ['iife'], name: 'samspil', fileName: () => name },
    },
  });
  return output[0].code;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildTracker();
