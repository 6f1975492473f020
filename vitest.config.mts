import { defineConfig } from 'vitest/config';

const TESTS = [
  'main/**/*.test.ts',
  'preload/**/*.test.ts',
  'renderer/**/*.test.{ts,tsx}',
  'build/**/*.test.ts',
  'tests/**/*.test.ts',
];

export default defineConfig({
  test: {
    // Benchmarks measure, they never pass or fail: they run by themselves (build/run/bench).
    include: process.env.BENCHMARKS === undefined ? TESTS : ['tests/bench/*.bench.ts'],
    // An unexpected rejection is a bug and fails the run, wherever it happens.
    dangerouslyIgnoreUnhandledErrors: false,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
  },
});
