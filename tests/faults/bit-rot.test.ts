import { cpSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listBackups } from '../../main/customers/integrity/backups';
import { closeCache, openCache } from '../../main/customers/integrity/cache';
import { searchCustomers } from '../../main/customers/queries/search';
import type { Cache } from '../../main/customers/store/store';
import { listChanges } from '../../main/customers/writes/changes';
import { NOW, allCustomers, backUpNow, openTestCache, syncInto } from '../helpers/cache';
import { aQuery, manyCustomers } from '../helpers/customers';
import { numberFrom, randomFrom, seedFor } from '../helpers/random';
import { tempFolder } from '../helpers/temp-folder';

const TRIALS = numberFrom('BIT_ROT_TRIALS', 20);
const SEED = numberFrom('BIT_ROT_SEED', seedFor('bit-rot'));

const FIRST = manyCustomers(250);
const LAST = manyCustomers(260).map((customer) =>
  Number(customer.id) % 20 === 0 ? { ...customer, phone: '02 1' } : customer,
);

/** Returns all data visible to the agent: customers, list, search, history. */
function shown(cache: Cache): unknown {
  const query = aQuery({ sort: 'city', filter: 'all', limit: 1_000 });
  return {
    customers: allCustomers(cache),
    list: searchCustomers(cache.store, query),
    found: searchCustomers(cache.store, { ...query, search: 'cliente milano' }),
    history: listChanges(cache.store, { offset: 0, limit: 1_000 }),
  };
}

/** Returns the customers without times and run numbers, which differ between syncs. */
function reached(cache: Cache): unknown {
  return allCustomers(cache).map(({ record, missingSince }) => [record, missingSince !== null]);
}

/** Flips a bit or cuts the file; returns a description. */
function damage(path: string, random: () => number): string {
  const bytes = readFileSync(path);
  if (random() < 0.15) {
    const length = Math.floor(random() * bytes.length);
    truncateSync(path, length);
    return `cut to ${length} of ${bytes.length}`;
  }
  const offset = Math.floor(random() * bytes.length);
  const bit = Math.floor(random() * 8);
  bytes.writeUInt8(bytes.readUInt8(offset) ^ (1 << bit), offset);
  writeFileSync(path, bytes);
  return `bit ${bit} of byte ${offset} of ${bytes.length}`;
}

test(
  `each of ${TRIALS} flipped bits and cuts is detected at the start and repaired`,
  async () => {
    const random = randomFrom(SEED);
    const template = tempFolder();
    const { cache } = openTestCache(template);
    syncInto(cache, FIRST);
    await backUpNow(cache);
    const backedUp = shown(cache);
    syncInto(cache, LAST, 9);
    const end = reached(cache);
    closeCache(cache);

    const folder = join(tempFolder(), 'data');
    const repaired = { restored: 0, rebuilt: 0 };
    for (let trial = 1; trial <= TRIALS; trial += 1) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      cpSync(template, folder, { recursive: true });
      const done = [damage(join(folder, 'customers.db'), random)];
      const isBackupDamaged = random() < 0.2;
      if (isBackupDamaged) {
        done.push(`backup: ${damage(listBackups(folder)[0]?.path ?? '', random)}`);
      }
      const what = `trial ${trial}, BIT_ROT_SEED=${SEED} BIT_ROT_TRIALS=${TRIALS}: ${done.join('; ')}`;
      const opened = openCache({ folder, now: NOW });
      if (!opened.ok) {
        throw new Error(`${what}: ${opened.error.code}`);
      }
      const { cache: repairedCache, report } = opened.value;
      expect(report.repair?.kind, what).toBe(isBackupDamaged ? 'rebuilt' : 'restored');
      if (isBackupDamaged) {
        expect(allCustomers(repairedCache), what).toEqual([]);
        repaired.rebuilt += 1;
      } else {
        expect(shown(repairedCache), what).toEqual(backedUp);
        repaired.restored += 1;
      }
      syncInto(repairedCache, LAST, 10);
      expect(reached(repairedCache), what).toEqual(end);
      closeCache(repairedCache);
      const again = openCache({ folder, now: NOW });
      expect(again.ok && again.value.report.repair, what).toBeNull();
      if (again.ok) {
        closeCache(again.value.cache);
      }
    }
    console.log(
      `${TRIALS} times damaged, seed ${SEED}: all noticed; ${repaired.restored} restored, ${repaired.rebuilt} rebuilt by a sync`,
    );
  },
  60_000 + TRIALS * 1_000,
);
