/**
 * `npm run bench:search`: how long the list of 50,000 customers takes to answer, as the app asks it (its own thread,
 * one page of rows with their number), as one JSON value. The agent should see the answer within 30 ms.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { afterAll, expect, test } from 'vitest';
import { TestLog } from '../helpers/test-log';
import { systemClock } from '../../main/base/clock';
import { Customers } from '../../main/customers/client';
import type { SearchQuery } from '../../main/customers/search';
import { demoCustomers } from '../../main/demo/customers';
import type { ExportedCustomer } from '../../preload/contract';
import { CUSTOMER_FILTERS, CUSTOMER_SORTS, SORT_DIRECTIONS } from '../../preload/contract/customers';

const SCRIPTS = join(import.meta.dirname, '../../out/main');
const CUSTOMERS = 50_000;
const RUNS = 7;
/** What agents type, letter by letter, from what matches nearly all to what matches one. */
const TYPED = ['', 's', 'st', 'studio', 'studio m', 'via', 'v', 'ro', 'mila', '0', '03', '+39', '10', 'zzz'];

/** What the export offers since May 2026: an address for many, and columns of no field. */
function withMore(customer: ExportedCustomer, index: number): ExportedCustomer {
  return {
    ...customer,
    email: index % 3 === 0 ? `segreteria${index}@studio${index % 997}.example.it` : null,
    other: { 'FINE ESCLUSIVA': '31/12/2026', 'VENDITE IN ESCLUSIVA': `${index},00 €` },
  };
}

const folder = mkdtempSync(join(tmpdir(), 'archibald-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(
  'searching customers',
  async () => {
    const opened = await Customers.open({
      workerPath: join(SCRIPTS, 'customers-worker.js'),
      folder,
      clock: systemClock,
      log: new TestLog(),
    });
    if (!opened.ok) {
      throw new Error(opened.error.message);
    }
    const customers = opened.value;
    const made = demoCustomers({
      seed: 1,
      count: CUSTOMERS,
      exportNumber: 1,
    }) as unknown as ExportedCustomer[];
    const all = made.map(withMore);
    const at = new Date().toISOString();
    const run = await customers.beginRun('manual', at);
    const applied = await customers.applyExport(
      {
        customers: all,
        warnings: [],
        pages: 1,
        declaredCount: all.length,
        sums: { printed: 0, verified: 0 },
      },
      run.ok ? run.value : 0,
      at,
    );
    expect(applied).toMatchObject({ ok: true });

    const median = async (query: Partial<SearchQuery>): Promise<number> => {
      const times: number[] = [];
      for (let time = 0; time < RUNS; time += 1) {
        const startedAt = performance.now();
        const found = await customers.search({
          search: '',
          sort: 'name',
          filter: 'current',
          offset: 0,
          limit: 100,
          ...query,
        });
        times.push(performance.now() - startedAt);
        expect(found.ok).toBe(true);
      }
      return Math.round((times.sort((one, other) => one - other)[Math.floor(RUNS / 2)] ?? 0) * 10) / 10;
    };
    const figures: Record<string, number> = {};
    for (const search of TYPED) {
      figures[`typed "${search}"`] = await median({ search });
    }
    for (const sort of CUSTOMER_SORTS) {
      for (const direction of SORT_DIRECTIONS) {
        figures[`by ${sort}, ${direction}`] = await median({ sort, direction });
        figures[`by ${sort}, ${direction}, typed "s"`] = await median({ sort, direction, search: 's' });
      }
    }
    for (const sort of ['change', 'street', 'phone', 'other:VENDITE IN ESCLUSIVA'] as const) {
      figures[`by ${sort}`] = await median({ sort, direction: 'descending', columns: [sort] });
    }
    for (const search of ['', 's']) {
      const startedAt = performance.now();
      await customers.sums({ search, filter: 'current' });
      figures[`sums, typed "${search}"`] = Math.round(performance.now() - startedAt);
    }
    for (const filter of CUSTOMER_FILTERS) {
      figures[`filter ${filter}`] = await median({ filter });
      figures[`filter ${filter}, typed "s", by sales`] = await median({
        filter,
        search: 's',
        sort: 'salesCents',
        direction: 'descending',
      });
    }
    figures['a city'] = await median({ city: 'Milano' });
    figures['a city, typed "s"'] = await median({ city: 'Milano', search: 's' });
    figures['at the end of the list'] = await median({ offset: CUSTOMERS - 100 });
    figures['at the end of the list, typed "s"'] = await median({ offset: 40_000, search: 's' });
    const startedAt = performance.now();
    await customers.listCities();
    figures['cities'] = Math.round(performance.now() - startedAt);
    await customers.close();
    const worst = Object.entries(figures).sort(([, one], [, other]) => other - one)[0];
    process.stdout.write(`${JSON.stringify({ customers: CUSTOMERS, milliseconds: figures, worst })}\n`);
  },
  5 * 60_000,
);
