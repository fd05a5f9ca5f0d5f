import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildTracker } from './build.mjs';

test('the script is at most 2,048 bytes gzipped', async () => {
  const text = await buildTracker({ write: false });
  expect(text).toContain('sendBeacon');
  expect(gzipSync(text, { level: 9 }).byteLength).toBeLessThanOrEqual(2048);
});
