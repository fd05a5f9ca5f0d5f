// Builds tracker.ts into dist/tracker/t.js: one classic script, minified, without a global name of its own.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** See build.d.mts. */
export async function buildTracker({ write = true } = {}) {
  const [{ output }] = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: here('../dist/tracker'),
      emptyOutDir: true,
      write,
      target: 'es2021',
      minify: 'oxc',
      lib: { entry: here('tracker.ts'), formats: ['iife'], name: 'samspil', fileName: () => 't.js' },
    },
  });
  return output[0].code;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildTracker();
