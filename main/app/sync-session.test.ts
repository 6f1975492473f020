import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NOW, allCustomers, backUpNow, openTestCache, syncInto } from '../../tests/helpers/cache';
import { manyCustomers } from '../../tests/helpers/customers';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { closeCache } from '../customers/cache';
import { setCacheAside } from './sync-session';

test("nothing of an account's customers, runs and backups is left to the next", async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(30));
  await backUpNow(cache);
  closeCache(cache);
  setCacheAside(folder, NOW);

  const [aside = ''] = readdirSync(folder);
  expect(readdirSync(folder)).toHaveLength(1);
  expect(existsSync(join(folder, aside, 'backups'))).toBe(true);
  expect(allCustomers(openTestCache(join(folder, aside)).cache)).toHaveLength(30);

  const next = openTestCache(folder);
  expect(next.repair).toBeNull();
  expect(allCustomers(next.cache)).toEqual([]);
  expect(syncInto(next.cache, manyCustomers(3))).toBe(1);
});
