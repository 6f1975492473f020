import { defineConfig } from 'playwright/test';

/** Measurements in the real app, run by `npm run bench`, one at a time, never as a test. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../../test-results/bench',
  workers: 1,
  timeout: 15 * 60_000,
  expect: { timeout: 30_000 },
  retries: 0,
});
