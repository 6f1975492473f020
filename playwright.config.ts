import { defineConfig } from 'playwright/test';

/** The longest tests, 20 to 100 s each. They start first, so that none runs alone at the end. */
const LONGEST = ['ten-days', 'accounts', 'screens', 'store', 'updates', 'npm-scripts'].map(
  (name) => `**/${name}.spec.ts`,
);

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  // Each worker has its own display and data folders (tests/e2e/launch.ts). Tests are distributed
  // one by one, except in files whose tests depend on each other.
  workers: Number(process.env['E2E_WORKERS'] ?? 1),
  fullyParallel: true,
  // Each test starts a real Electron, and two at once are slow. No test waits for this timeout.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  retries: 0,
  forbidOnly: true,
  projects: [
    { name: 'longest', testMatch: LONGEST },
    { name: 'others', testIgnore: LONGEST },
  ],
});
