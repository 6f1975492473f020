import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DAY } from '../../main/base/durations';
import { closeCache } from '../../main/customers/integrity/cache';
import { OPERATIONS } from '../../main/customers/threads/operations';
import { NOW, allCustomers, backUpNow, openTestCache, syncInto } from '../helpers/cache';
import { manyCustomers } from '../helpers/customers';
import { canMount, fillDisk, smallDisk } from '../helpers/small-disk';

const AT = '2026-11-23T09:00:00.000Z';

test.skipIf(!canMount)('a disk that fills up while an export is applied leaves the old state whole', () => {
  const folder = smallDisk(4_096);
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(200));
  const before = allCustomers(cache);
  const filler = fillDisk(folder, 100_000);
  const failed = OPERATIONS.applyExport(cache, manyCustomers(2_000), 2, AT);
  expect(failed).toMatchObject({ ok: false, error: { code: 'DISK_FULL' } });
  expect(allCustomers(cache)).toEqual(before);
  rmSync(filler);
  syncInto(cache, manyCustomers(250), 10);
  expect(allCustomers(cache)).toHaveLength(250);
  closeCache(cache);
  expect(openTestCache(folder).repair).toBeNull();
});

test.skipIf(!canMount)('a full disk fails the daily backup and keeps the old ones', async () => {
  const folder = smallDisk(4_096);
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(200));
  await backUpNow(cache);
  const backups = join(folder, 'backups');
  const before = readdirSync(backups);
  fillDisk(folder, 50_000);
  const made = await OPERATIONS.backUpIfDue(cache, NOW + DAY);
  expect(made).toMatchObject({ ok: false, error: { code: 'DISK_FULL' } });
  expect(readdirSync(backups)).toEqual(before);
  expect(allCustomers(cache)).toHaveLength(200);
});
