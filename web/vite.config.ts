import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = `http://127.0.0.1:${process.env['PORT'] ?? 4000}`;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // The content security policy allows no data: scripts or styles; only fonts and icons would be inlined, and they cache better as files.
    assetsInlineLimit: 0,
  },
  server: { proxy: Object.fromEntries(['/api', '/v1', '/t.js', '/docs'].map((path) => [path, server])) },
});
