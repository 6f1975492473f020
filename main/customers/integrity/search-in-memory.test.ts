import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allCustomers, openTestCache } from '../../../tests/helpers/cache';
import { aCustomer, aQuery } from '../../../tests/helpers/customers';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { MIGRATIONS, NEWEST_SCHEMA, NOTES_MIGRATIONS } from '../migrations';
import { migrate } from '../migrations/migrate';
import { getNote, saveNote } from '../queries/notes';
import { searchCustomers } from '../queries/search';
import { openConnection, schemaVersion } from '../store/connection';
import { foldText } from '../store/fold-text';
import { countContentWrite } from '../store/store-state';
import { OPERATIONS } from '../threads/operations';
import { applyExport } from '../writes/apply-export';

const CUSTOMERS = Array.from({ length: 40 }, (_, index) =>
  aCustomer({ id: String(index + 1), name: `Lo Presti ${String(index)}`, street: 'Piazza Unica, 1' }),
);
const NOTE = { customerId: '3', text: 'Chiamare', dueOn: null, changedAt: '2026-11-20T08:00:00.000Z' };

/** Creates the files of an older app, which kept the search index on disk. */
function leftWithStoredIndex(folder: string): string {
  const store = openConnection(join(folder, 'customers.db'));
  migrate(
    store,
    MIGRATIONS.filter(({ version }) => version <= 6),
  );
  applyExport(store, CUSTOMERS, 1, '2026-11-20T08:00:00.000Z');
  const index = store.prepare('INSERT INTO customers_search (rowid, words, digits) VALUES (?, ?, ?)');
  const order = store.prepare('UPDATE customers SET sort_name = ? WHERE row = ?');
  CUSTOMERS.forEach(({ name, id }, place) => {
    index.run(place + 1, `indexedword ${foldText(name)}`, id);
    order.run(foldText(name), place + 1);
  });
  store.exec('UPDATE store_state SET index_rules = 1');
  countContentWrite(store);
  store.close();
  const notes = openConnection(join(folder, 'notes.db'));
  migrate(notes, NOTES_MIGRATIONS.slice(0, 1));
  saveNote(notes, NOTE);
  notes.close();
  return folder;
}

test('a store with an index on disk loses only the index, and today’s rules search and order it', () => {
  const folder = leftWithStoredIndex(tempFolder());
  const path = join(folder, 'customers.db');
  expect(readFileSync(path, 'latin1')).toContain('indexedword');
  const { cache, repair, notesRepair } = openTestCache(folder);
  expect({ repair, notesRepair }).toEqual({ repair: null, notesRepair: null });
  expect(schemaVersion(cache.store)).toBe(NEWEST_SCHEMA);
  expect(cache.store.prepare("SELECT name FROM sqlite_master WHERE name LIKE '%search%'").all()).toEqual([]);
  expect(allCustomers(cache).map(({ record }) => record)).toEqual(CUSTOMERS);
  expect(searchCustomers(cache.store, aQuery({ search: 'lopresti7' })).items).toMatchObject([{ id: '8' }]);
  expect(cache.store.prepare('SELECT sort_name FROM customers WHERE row = 8').pluck().get()).toBe(
    'lopresti7',
  );
  expect(OPERATIONS.check(cache)).toEqual({ ok: true, value: null });
  expect(getNote(cache.notes, '3')).toEqual(NOTE);
  expect(OPERATIONS.noteOpened(cache, '3').ok).toBe(true);
  // Deleted customers must not remain in the pages of the old index.
  cache.store.pragma('wal_checkpoint(TRUNCATE)');
  expect(readFileSync(path, 'latin1')).not.toContain('indexedword');
});
