import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { loginJournal } from '../../../tests/helpers/logins';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { TestLog } from '../../../tests/helpers/test-log';
import { ok } from '../../base/result';
import type { Portal, Reader, SyncStore } from '../ports';
import { checkDiskSpace, systemFreeBytes } from './disk-space';
import { SyncService } from './service';

test.each([
  [200_000_000, null],
  [199_999_999, { code: 'DISK_FULL', details: { neededMegabytes: 200, freeMegabytes: 199 } }],
  [0, { code: 'DISK_FULL', details: { freeMegabytes: 0 } }],
])('%d free bytes are judged against the need of a sync', async (free, expected) => {
  const lack = await checkDiskSpace('/data', () => Promise.resolve(free));
  if (expected === null) {
    expect(lack).toBeNull();
  } else {
    expect(lack).toMatchObject(expected);
  }
});

test('a file system without an answer does not block a sync', async () => {
  expect(await checkDiskSpace('/data', () => Promise.resolve(null))).toBeNull();
  expect(await systemFreeBytes('/no/such/folder')).toBeNull();
});

test('the file system of the folder is asked', async () => {
  expect(await systemFreeBytes(tempFolder())).toBeGreaterThan(0);
});

test('a sync without enough disk space does not start, and nothing is recorded or counted', async () => {
  const touched: string[] = [];
  const unused = (name: string) => () => {
    touched.push(name);
    return Promise.reject(new Error(`${name} was called`));
  };
  const store: SyncStore = {
    beginRun: unused('beginRun'),
    finishRun: unused('finishRun'),
    applyExport: unused('applyExport'),
    countCustomers: () => Promise.resolve(ok(0)),
    listRuns: () => Promise.resolve(ok([])),
  };
  const portal: Portal = { fetchExport: unused('fetchExport'), abandon: () => undefined };
  const reader: Reader = { read: unused('read') };
  const log = new TestLog();
  const service = await SyncService.create({
    parts: { portal, reader, store, clock: new FakeClock() },
    logins: loginJournal(new FakeClock()),
    log,
    retryDelaysMs: [],
    shortage: () => checkDiskSpace('/data', () => Promise.resolve(1_000_000)),
  });
  if (!service.ok) {
    throw new Error(service.error.message);
  }
  expect(await service.value.start('manual')).toMatchObject({ ok: false, error: { code: 'DISK_FULL' } });
  expect(touched).toEqual([]);
  expect(service.value.status().metrics).toMatchObject({ totalSyncs: 0, consecutiveFailures: 0 });
  expect(service.value.isRunning).toBe(false);
  expect(log.lines.join()).toContain('DISK_FULL');
});
