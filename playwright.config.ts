import { defineConfig } from 'playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  // Each worker has a display and data folders of its own (tests/e2e/launch.ts). Single tests and not whole files are
  // shared out, but for files that say that theirs build on each other.
  workers: Number(process.env['E2E_WORKERS'] ?? 1),
  fullyParallel: true,
  // Each test starts a real Electron, and two at once take their time. No test waits for this to run out.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  retries: 0,
  forbidOnly: true,
});
