import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

const UNIT_TESTS = [
  'main/**/*.test.ts',
  'preload/**/*.test.ts',
  'renderer/**/*.test.{ts,tsx}',
  'scripts/**/*.test.ts',
];
/** Tests that take over half of all unit tests' time, and one that measures its own process. */
const LONG_UNIT_TESTS = [
  'main/base/free-memory.test.ts',
  'main/demo/**/*.test.ts',
  'main/pdf/read-export.samples.test.ts',
  'main/sync/throwing-ports.test.ts',
];

/** Tests that draw exports and read them in the process of the test. */
const READER_TESTS = [
  'main/demo/**/*.test.ts',
  'main/pdf/read-export.samples.test.ts',
  'tests/reader/**/*.test.ts',
];

/** The tests that take a minute or more on one core, the longest first. */
const LONG = ['tests/fleet/', 'tests/reader/fuzz.test.ts', 'tests/reader/generated.test.ts', 'tests/faults/'];

/**
 * Starts the longest tests first, even if no earlier run has measured them. Otherwise the other
 * cores would wait for them at the end.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const index = LONG.findIndex((part) => moduleId.includes(part));
      return index === -1 ? LONG.length : index;
    };
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}

/** Unit tests run in plain Node, where there is no Electron. */
const NO_ELECTRON = fileURLToPath(new URL('tests/helpers/no-electron.ts', import.meta.url));

export default defineConfig({
  resolve: { alias: [{ find: /^electron$/, replacement: NO_ELECTRON }] },
  test: {
    // Benchmarks check nothing, so they run only when tests/bench/report sets BENCHMARKS.
    ...(process.env.BENCHMARKS === undefined
      ? {
          projects: [
            {
              extends: true,
              // Files of one worker share their modules, because loading takes longer than most tests.
              test: { name: 'quick', include: UNIT_TESTS, exclude: LONG_UNIT_TESTS, isolate: false },
            },
            // Files share modules here too, because loading the PDF engine and the generator takes
            // seconds.
            { extends: true, test: { name: 'reader', include: READER_TESTS, isolate: false } },
            {
              extends: true,
              test: {
                name: 'long',
                include: [...LONG_UNIT_TESTS, 'tests/**/*.test.ts'],
                exclude: READER_TESTS,
              },
            },
          ],
        }
      : { include: ['tests/bench/*.bench.ts'] }),
    // An unexpected rejection is a bug and fails the run, wherever it happens.
    dangerouslyIgnoreUnhandledErrors: false,
    testTimeout: 120_000,
    // On a busy computer an awaited state can take longer than the runner's default of one second.
    expect: { poll: { timeout: 60_000 } },
    hookTimeout: 120_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
