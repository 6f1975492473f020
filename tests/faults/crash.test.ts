import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closeCache, openCache } from '../../main/customers/integrity/cache';
import { isContentIntact, isStructureIntact } from '../../main/customers/integrity/inspect-store';
import { getCustomer } from '../../main/customers/queries/search';
import type { Cache } from '../../main/customers/store/store';
import { readFacts } from '../../main/customers/store/store-state';
import { NOW, allCustomers, syncInto } from '../helpers/cache';
import { numberFrom, randomFrom, seedFor } from '../helpers/random';
import { waitRealTime } from '../helpers/real-time';
import { tempFolder } from '../helpers/temp-folder';
import type { ExpectedCustomer } from './steps.mjs';
import { expectedAfter, stepExport, parseStep } from './steps.mjs';

/** The worker script that the set-up has built. */
const WORKER = join(import.meta.dirname, '../../out/main/customers-worker.js');
const CHILD = join(import.meta.dirname, 'sync-child.mjs');
const KILLS = numberFrom('CRASH_KILLS', 5);
const SEED = numberFrom('CRASH_SEED', seedFor('crash'));
const KILLS_PER_FOLDER = 20;
/** The longest time in ms until a kill: after the process starts, or after the cache is open. */
const BEFORE_OPEN_MS = 250;
const AFTER_OPEN_MS = 700;

interface Killed {
  /** The last step reported by the child; null if it was killed before its first report. */
  readonly lastStep: number | null;
}

/** Starts real syncs in a child process and kills it, before or after it has opened the cache. */
async function killSyncs(folder: string, random: () => number): Promise<Killed> {
  let lastStep: number | null = null;
  const child = fork(CHILD, [folder, WORKER, String(NOW)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let errorOutput = '';
  child.stderr?.on('data', (text: Buffer) => (errorOutput += text.toString()));
  const exited = once(child, 'exit');
  const opened = new Promise<void>((resolve) => {
    child.on('message', (message: { opened?: { repair: unknown }; step?: number }) => {
      if (message.opened !== undefined) {
        expect(message.opened.repair).toBeNull();
        resolve();
      }
      lastStep = message.step ?? lastStep;
    });
  });
  const isEarly = random() < 0.2;
  const delayMs = random() * (isEarly ? BEFORE_OPEN_MS : AFTER_OPEN_MS);
  if (!isEarly) {
    await Promise.race([opened, exited]);
  }
  await Promise.race([waitRealTime(delayMs), exited]);
  child.kill('SIGKILL');
  const [, signal] = (await exited) as [number | null, string | null];
  expect(signal, errorOutput).toBe('SIGKILL');
  return { lastStep };
}

function readCustomers(cache: Cache): ExpectedCustomer[] {
  return allCustomers(cache).map(({ record, missingSince, removedSince }) => ({
    id: record.id,
    name: record.name,
    phone: record.phone ?? '',
    city: record.city ?? '',
    state: missingSince === null ? 'present' : removedSince === null ? 'missing' : 'removed',
  }));
}

function readStep(cache: Cache): number {
  return parseStep(getCustomer(cache.store, '1')?.record.name);
}

function reopen(folder: string): Cache {
  const opened = openCache({ folder, now: NOW });
  if (!opened.ok) {
    throw new Error(`${opened.error.code}: ${opened.error.message}`);
  }
  const { repair, areRunsLost, markError } = opened.value.report;
  expect({ repair, areRunsLost, markError }).toEqual({
    repair: null,
    areRunsLost: false,
    markError: null,
  });
  return opened.value.cache;
}

test(
  `the cache is whole, old or new, after each of ${KILLS} kills during real syncs`,
  async () => {
    const random = randomFrom(SEED);
    let folder = tempFolder();
    let before = 0;
    let syncs = 0;
    let between = 0;
    for (let kill = 1; kill <= KILLS; kill += 1) {
      // Folders are replaced, because the expected state takes longer to compute with each step.
      if (kill % KILLS_PER_FOLDER === 0) {
        folder = tempFolder();
        before = 0;
      }
      try {
        const { lastStep } = await killSyncs(folder, random);
        const cache = reopen(folder);
        expect(isStructureIntact(cache.store)).toBe(true);
        expect(isContentIntact(cache.store, readFacts(cache.store))).toBe(true);
        const step = readStep(cache);
        // The cache has all reported steps, and perhaps the one that was running.
        const least = lastStep ?? before;
        expect([least, least + 1]).toContain(step);
        between += step === least ? 0 : 1;
        expect(readCustomers(cache)).toEqual(expectedAfter(step));
        syncInto(cache, stepExport(step + 1));
        expect(readCustomers(cache)).toEqual(expectedAfter(step + 1));
        syncs += step + 1 - before;
        before = step + 1;
        closeCache(cache);
      } catch (error) {
        console.error(`Kill ${kill} of seed ${SEED}: CRASH_SEED=${SEED} CRASH_KILLS=${KILLS}`);
        throw error;
      }
    }
    console.log(`${KILLS} kills, seed ${SEED}: ${syncs} syncs, ${between} killed between commit and report`);
  },
  60_000 + KILLS * 5_000,
);
