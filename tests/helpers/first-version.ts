import { join } from 'node:path';
import Database from 'better-sqlite3';
import { CUSTOMERS_AND_RUNS } from '../../main/customers/migrations/0001-customers-and-runs';
import { aCustomer } from './customers';
import { OLD_FIELDS, oldRowHash } from './old-rows';

export const FIRST = '2026-01-01T08:00:00.000Z';

/** Fills a folder with data of the first version: two customers and three runs in one file. */
export function writeFirstVersionData(folder: string): string {
  const old = new Database(join(folder, 'customers.db'));
  old.pragma('journal_mode = WAL');
  old.exec(CUSTOMERS_AND_RUNS);
  old.pragma('user_version = 1');
  const columns = [...OLD_FIELDS, 'content_hash', 'sort_name', 'sort_city', 'first_seen_at', 'changed_at'];
  const insert = old.prepare(
    `INSERT INTO customers (${columns.join(', ')}, missing_since) VALUES (${columns.map(() => '?').join(', ')}, ?)`,
  );
  for (const [id, missingSince] of [
    ['1', null],
    ['2', '2026-02-01T08:00:00.000Z'],
  ] as const) {
    const record = aCustomer({ id, name: `Cliente ${id}` });
    const fields = OLD_FIELDS.map((field) => record[field]);
    insert.run(...fields, oldRowHash(record), `cliente ${id}`, 'forli', FIRST, FIRST, missingSince);
  }
  old.exec(`INSERT INTO sync_runs (trigger, started_at, ended_at, outcome, processed, error) VALUES
    ('startup', '2026-11-20T08:00:00.000Z', '2026-11-20T08:00:07.000Z', 'success', 2, NULL),
    ('schedule', '2026-11-20T09:00:00.000Z', '2026-11-20T09:00:07.000Z', 'failed', 0,
      '{"code":"OFFLINE","message":"x"}'),
    ('schedule', '2026-11-20T10:00:00.000Z', NULL, NULL, 0, NULL)`);
  old.close();
  return folder;
}
