import { defineConfig } from 'playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  // Each test starts a real Electron: two at once on two cores would time each other out.
  workers: 1,
  timeout: 60_000,
  retries: 0,
  forbidOnly: true,
});
