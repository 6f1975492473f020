import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../main/base/clock';
import { takeRows } from '../../main/base/handed-rows';
import type { SeededRandom } from '../../main/demo/customers/random';
import { seededRandom } from '../../main/demo/customers/random';
import { createReader } from '../../main/pdf/reader';
import type { ExportedCustomer } from '../../preload/contract';
import { MUTATIONS } from './fuzz/mutations';
import { PAGE_MUTATIONS } from './fuzz/page-mutations';
import { FIELD_NAMES } from './generator/fields';
import { portalColumn, portalLayout } from './generator/layout';
import { draw } from './read-drawn';

/** The longest time for a file; a longer one means an endless loop. A few seconds are normal. */
const LONGEST_MS = 120_000;

/** The minutes (`npm run lab -- fuzz --minutes N`), the first seed, and the number of cases. */
const { FUZZ_MINUTES, FUZZ_SEED, FUZZ_CASES } = process.env;
const SECONDS = Number(FUZZ_MINUTES ?? Infinity) * 60;
/** The seed that every run uses; a run of several minutes also uses a new seed each time. */
const ALWAYS_SEED = 1_795_918_346;
const ALWAYS_CASES = FUZZ_MINUTES === undefined ? 0 : 200;
const [USUAL_SEED, USUAL_CASES] =
  FUZZ_MINUTES === undefined ? [ALWAYS_SEED, 15] : [Math.floor(Date.now() / 1_000), Infinity];
const FIRST_SEED = Number(FUZZ_SEED ?? USUAL_SEED);
const CASES = Number(FUZZ_CASES ?? USUAL_CASES);
/** Longer than {@link LONGEST_MS}, so that an endless loop is reported with its case number. */
const TEST_TIMEOUT_MS = (Number.isFinite(SECONDS) ? SECONDS * 1_000 : CASES * 10_000) + LONGEST_MS + 60_000;
const MAX_MEMORY = 500 * 1024 * 1024;
const FIXTURES = join(import.meta.dirname, '../fixtures');
const WORKER = join(import.meta.dirname, '../../out/main/pdf-worker.js');

interface Base {
  readonly pdf: Buffer;
  readonly customers: readonly ExportedCustomer[];
  readonly cycle: number;
}

const NAMES = ['clienti-8-pages', 'clienti-8-pages-later', 'clienti-9-pages'];

/** The samples as written by the portal and by another writer. */
const SAMPLES = [...NAMES, ...NAMES.map((name) => `other-writer/${name}`)].map((path): Base => {
  const name = path.replace(/^.*\//, '');
  const truth = JSON.parse(readFileSync(join(FIXTURES, `${name}.json`), 'utf8')) as {
    readonly customers: readonly ExportedCustomer[];
  };
  return {
    pdf: readFileSync(join(FIXTURES, `${path}.pdf`)),
    customers: truth.customers,
    cycle: name.includes('9') ? 9 : 8,
  };
});

/**
 * Draws exports in the portal's form, to be damaged. Their three bands lead to the same results as
 * the six of the samples, but in half the time. With fewer bands a lost page would look like hidden
 * columns. The reader also compares bands to see whether one is full. Rows differ in height, so
 * that exchanged pages are detected.
 */
async function drawnBases(): Promise<readonly Base[]> {
  const withEmail = FIELD_NAMES.map((field) => portalColumn(field));
  const layouts = [portalLayout(), portalLayout(withEmail)];
  const bytes = ['portal', 'other'] as const;
  const forms = layouts.flatMap((layout) => bytes.map((one) => ({ ...layout, bytes: one })));
  return Promise.all(
    forms.map(async (layout) => {
      const { pdf, sheet, strips } = await draw(layout);
      const customers = sheet.truth.customers as readonly ExportedCustomer[];
      return { pdf, customers, cycle: strips.length };
    }),
  );
}
const SAMPLES_PERCENT = 25;

let drawn: readonly Base[] = [];
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'archibald-fuzz-'));
  drawn = await drawnBases();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(
  `a damaged or hostile file is neither taken for a whole export nor a crash, from seed ${FIRST_SEED}`,
  async () => {
    const tally = new Map<string, number>();
    const end = performance.now() + SECONDS * 1_000;
    let cases = 0;
    let longestMs = 0;
    let maxMemory = 0;
    for (; performance.now() < end && cases < CASES; cases += 1) {
      const { verdict, ms, memory } = await readMutant(
        cases < ALWAYS_CASES ? ALWAYS_SEED + cases : FIRST_SEED + cases,
      );
      tally.set(verdict, (tally.get(verdict) ?? 0) + 1);
      longestMs = Math.max(longestMs, ms);
      maxMemory = Math.max(maxMemory, memory);
    }
    const figures = {
      cases,
      longestMs: Math.round(longestMs),
      maxMegabytes: Math.round(maxMemory / 1_048_576),
    };
    process.stdout.write(`${JSON.stringify({ ...figures, verdicts: Object.fromEntries(tally) })}\n`);
    expect(cases).toBeGreaterThan(0);
  },
  TEST_TIMEOUT_MS,
);

async function readMutant(seed: number): Promise<{ verdict: string; ms: number; memory: number }> {
  const random = seededRandom(`fuzz ${seed}`);
  const base = random.pick(random.chance(SAMPLES_PERCENT) ? SAMPLES : drawn);
  const { pdf, names } = await mutate(base, random);
  const path = join(folder, 'mutant.pdf');
  writeFileSync(path, pdf);
  const again = `FUZZ_SEED=${seed} FUZZ_CASES=1 (${names.join(', ')})`;

  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let memory = 0;
  const watch = setInterval(() => {
    memory = Math.max(memory, process.memoryUsage().rss - before);
  }, 5);
  const started = performance.now();
  const reader = createReader({ workerPath: WORKER, clock: systemClock });
  const result = await reader.read(path, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const ms = performance.now() - started;
  clearInterval(watch);

  expect(ms, `${again} takes too long`).toBeLessThan(LONGEST_MS);
  expect(memory, `${again} takes too much memory`).toBeLessThan(MAX_MEMORY);
  if (result.ok) {
    expect(takeRows(result.value.rows), `${again} is read wrongly`).toEqual(base.customers);
  }
  return { verdict: result.ok ? 'whole' : result.error.code, ms, memory };
}

async function mutate(
  base: Base,
  random: SeededRandom,
): Promise<{ readonly pdf: Buffer; readonly names: readonly string[] }> {
  if (random.chance(15)) {
    const name = random.pick(Object.keys(PAGE_MUTATIONS));
    const pdf = await PAGE_MUTATIONS[name]?.(base.pdf, random, base.cycle);
    return { pdf: pdf ?? base.pdf, names: [name] };
  }
  const names = Array.from({ length: random.pick([1, 1, 1, 2, 3]) }, () =>
    random.pick(Object.keys(MUTATIONS)),
  );
  let { pdf } = base;
  for (const name of names) {
    pdf = MUTATIONS[name]?.(pdf, random) ?? pdf;
  }
  return { pdf, names };
}
