import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { manyCustomers } from '../helpers/customers';
import { aRun } from '../helpers/sync';
import { tempFolder } from '../helpers/temp-folder';
import type { Customers } from '../../main/customers/client';
import { openCustomers } from '../../main/customers/client';
import { openStore } from '../../main/customers/open-store';
import type { ExportReading } from '../../preload/contract';

/** Built by the set-up. */
const WORKER = join(import.meta.dirname, '../../out/main/customers-worker.js');
const AT = '2026-11-23T08:00:00.000Z';

function reading(count: number): ExportReading {
  return { customers: manyCustomers(count), warnings: [], pages: 8, declaredCount: count };
}

async function open(folder: string): Promise<Customers> {
  const opened = await openCustomers({ workerPath: WORKER, folder });
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  return opened.value;
}

test('writes in one thread and reads in another', async () => {
  const customers = await open(tempFolder());
  onTestFinished(() => customers.close());
  const number = await customers.beginRun('manual', AT);
  expect(number).toEqual({ ok: true, value: 1 });
  expect(await customers.applyExport(reading(30), 1, AT)).toMatchObject({ ok: true, value: { added: 30 } });
  expect(await customers.finishRun(aRun({ number: 1 }))).toEqual({ ok: true, value: null });
  expect(await customers.countCustomers()).toEqual({ ok: true, value: 30 });
  expect(await customers.listRuns(5)).toMatchObject({ value: [{ number: 1, outcome: 'success' }] });
  const page = await customers.search({ search: 'cliente 7', sort: 'name', offset: 0, limit: 10 });
  expect(page).toMatchObject({ ok: true, value: { total: 1, items: [{ id: '7' }] } });
  expect(await customers.get('7')).toMatchObject({ ok: true, value: { record: { id: '7' } } });
  expect(await customers.get('999')).toEqual({ ok: true, value: null });
});

test('answers searches while a large export is written', async () => {
  const customers = await open(tempFolder());
  onTestFinished(() => customers.close());
  await customers.applyExport(reading(100), 1, AT);
  let written = false;
  const writing = customers.applyExport(reading(20_000), 2, AT).then((result) => {
    written = true;
    return result;
  });
  const during = await customers.search({ search: '', sort: 'name', offset: 0, limit: 10 });
  expect(written).toBe(false);
  expect(during).toMatchObject({ ok: true, value: { total: 100 } });
  expect(await writing).toMatchObject({ ok: true, value: { added: 19_900 } });
});

test('says why it cannot open a damaged cache', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'customers.db'), 'damaged '.repeat(2_000));
  expect(await openCustomers({ workerPath: WORKER, folder })).toMatchObject({
    ok: false,
    error: { code: 'STORE_FAILED' },
  });
});

test('answers with an error, not a silence, once it is closed', async () => {
  const customers = await open(tempFolder());
  await customers.close();
  expect(await customers.countCustomers()).toMatchObject({ ok: false, error: { code: 'STORE_FAILED' } });
});

test.each([5, 40, 90, 200, 400])(
  'is whole, old or new, when it is killed %d ms into a write',
  async (delayMs) => {
    const folder = tempFolder();
    const first = await open(folder);
    await first.applyExport(reading(4_000), 1, AT);
    await first.close();

    const child = fork(join(import.meta.dirname, '../helpers/apply-changed.mjs'), [folder, WORKER], {
      stdio: 'ignore',
    });
    await once(child, 'message');
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    child.kill('SIGKILL');
    await once(child, 'exit');

    const store = openStore(join(folder, 'customers.db'));
    if (!store.ok) {
      throw new Error(store.error.message);
    }
    onTestFinished(() => void store.value.close());
    expect(store.value.pragma('integrity_check', { simple: true })).toBe('ok');
    const changed = store.value
      .prepare("SELECT count(*) AS n FROM customers WHERE name LIKE '% bis'")
      .get() as { n: number };
    expect([0, 4_000]).toContain(changed.n);
    const indexed = store.value
      .prepare("SELECT count(*) AS n FROM customers_search WHERE customers_search MATCH 'bis*'")
      .get();
    expect(indexed).toEqual({ n: changed.n });
  },
);
