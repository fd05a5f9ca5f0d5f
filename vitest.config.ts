import { defineConfig } from 'vitest/config';

// pure: arguments in, value out; database: a real PostgreSQL, HTTP included; journeys: the built product as a process, in Chromium where a screen is meant.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          sequence: { groupOrder: 0 },
          include: ['{src,web/src,tracker}/**/*.test.ts'],
          exclude: ['**/*.database.test.ts', '**/*.{browser,journey}.test.ts'],
          pool: 'threads',
          // A property of many cases takes long where many things run at once.
          testTimeout: 30_000,
          isolate: false,
        },
      },
      {
        test: {
          name: 'database',
          sequence: { groupOrder: 1 },
          include: ['{src,test}/**/*.database.test.ts'],
          pool: 'forks',
          maxWorkers: 2,
          globalSetup: ['test/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'journeys',
          sequence: { groupOrder: 2 },
          include: ['{test,tracker}/**/*.{browser,journey}.test.ts'],
          pool: 'forks',
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
