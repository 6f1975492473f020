import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CustomerRecord, ExportedCustomer } from '../../../preload/contract';
import { openTestStore } from '../../../tests/helpers/cache';
import { aCustomer, manyCustomers, aQuery } from '../../../tests/helpers/customers';
import { OWNERS_FILE, readMode } from '../../../tests/helpers/file-mode';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { openStore } from '../integrity/open-store';
import { countCustomers, getCustomer, searchCustomers } from '../queries/search';
import type { Store } from '../store/store';
import { applyExport } from './apply-export';
import { listChanges } from './changes';

const FIRST = '2026-11-23T08:00:00.000Z';
const SECOND = '2026-11-23T09:00:00.000Z';
const THIRD = '2026-11-23T10:00:00.000Z';
const FOURTH = '2026-11-23T11:00:00.000Z';

/** Returns customer 5 as exported with a column hidden in the portal. */
function without(hidden: keyof CustomerRecord, overrides: Partial<CustomerRecord>): ExportedCustomer {
  const entries = Object.entries(aCustomer({ id: '5', ...overrides }));
  return Object.fromEntries(entries.filter(([name]) => name !== hidden)) as unknown as ExportedCustomer;
}

function totalChanges(store: Store): number {
  return store.prepare<[], { n: number }>('SELECT total_changes() AS n').get()?.n ?? 0;
}

test('new customers are counted and stored as exported', () => {
  const store = openTestStore();
  const customer = aCustomer({ id: '7', vatNumber: '00000000123' });
  expect(applyExport(store, [customer], 1, FIRST)).toEqual({
    ok: true,
    value: { processed: 1, added: 1, updated: 0, unchanged: 0, missing: 0 },
  });
  expect(getCustomer(store, '7')).toEqual({
    record: customer,
    firstSeenAt: FIRST,
    changedAt: FIRST,
    missingSince: null,
    removedSince: null,
  });
});

test('an unchanged export writes only the row of state', () => {
  const store = openTestStore();
  applyExport(store, manyCustomers(200), 1, FIRST);
  const before = totalChanges(store);
  const second = applyExport(store, manyCustomers(200), 2, SECOND);
  expect(second).toMatchObject({ ok: true, value: { unchanged: 200, updated: 0, added: 0, missing: 0 } });
  expect(totalChanges(store) - before).toBe(1);
});

test('only changed customers are updated, with the time', () => {
  const store = openTestStore();
  applyExport(store, manyCustomers(3), 1, FIRST);
  const changed = manyCustomers(3).map((customer) =>
    customer.id === '2' ? { ...customer, phone: '02 999' } : customer,
  );
  expect(applyExport(store, changed, 2, SECOND)).toMatchObject({
    ok: true,
    value: { updated: 1, unchanged: 2 },
  });
  expect(getCustomer(store, '2')).toMatchObject({
    changedAt: SECOND,
    firstSeenAt: FIRST,
    record: { phone: '02 999' },
  });
  expect(getCustomer(store, '1')).toMatchObject({ changedAt: FIRST });
  expect(searchCustomers(store, aQuery({ search: '02999' })).total).toBe(1);
});

test('known values of a column missing from the export stay', () => {
  const store = openTestStore();
  applyExport(store, [aCustomer({ id: '5', pec: 'nota@pec.example.it' })], 1, FIRST);
  const second = applyExport(store, [without('pec', { name: 'Nuovo nome' })], 2, SECOND);
  expect(second).toMatchObject({ ok: true, value: { updated: 1 } });
  expect(getCustomer(store, '5')?.record).toMatchObject({ name: 'Nuovo nome', pec: 'nota@pec.example.it' });
});

test('a hidden column is not a change', () => {
  const store = openTestStore();
  applyExport(store, [aCustomer({ id: '5' })], 1, FIRST);
  expect(applyExport(store, [without('pec', {})], 2, SECOND)).toMatchObject({
    value: { unchanged: 1, updated: 0 },
  });
});

test('a value that the export shows as empty is deleted', () => {
  const store = openTestStore();
  applyExport(store, [aCustomer({ id: '5', phone: '02 1' })], 1, FIRST);
  applyExport(store, [aCustomer({ id: '5', phone: null })], 2, SECOND);
  expect(getCustomer(store, '5')?.record.phone).toBeNull();
});

function withOther(other: ExportedCustomer['other']): ExportedCustomer {
  return { ...without('other', {}), ...(other === undefined ? {} : { other }) };
}

test.each<[what: string, exported: ExportedCustomer['other'], known: CustomerRecord['other']]>([
  ['an exported one is stored', { ZONA: 'Nord', NOTA: 'x' }, { ZONA: 'Nord', NOTA: 'x' }],
  ['one missing from the export stays', { ZONA: 'Nord' }, { ZONA: 'Nord', NOTA: 'x' }],
  ['all stay when the export has none', undefined, { ZONA: 'Est', NOTA: 'x' }],
  ['one whose cell is empty is dropped', { ZONA: null, NOTA: 'x' }, { NOTA: 'x' }],
  ['an empty text counts as an empty cell', { ZONA: '' }, { NOTA: 'x' }],
  ['one that was not known is added', { FINE: '31/12/2026' }, { ZONA: 'Est', NOTA: 'x', FINE: '31/12/2026' }],
  ['a caption is only a name', { ['__proto__']: 'p' }, { ZONA: 'Est', NOTA: 'x', ['__proto__']: 'p' }],
])('of the unknown columns, %s', (_what, exported, known) => {
  const store = openTestStore();
  applyExport(store, [withOther({ ZONA: 'Est', NOTA: 'x' })], 1, FIRST);
  applyExport(store, [withOther(exported)], 2, SECOND);
  const other = getCustomer(store, '5')?.record.other ?? {};
  expect(new Map(Object.entries(other))).toEqual(new Map(Object.entries(known)));
});

test('reordered or hidden unknown columns are not a change', () => {
  const store = openTestStore();
  applyExport(store, [withOther({ ZONA: 'Est', NOTA: 'x' })], 1, FIRST);
  for (const other of [{ NOTA: 'x', ZONA: 'Est' }, { NOTA: 'x' }, {}, undefined]) {
    const before = totalChanges(store);
    expect(applyExport(store, [withOther(other)], 2, SECOND)).toMatchObject({ value: { unchanged: 1 } });
    expect(totalChanges(store) - before).toBe(1);
  }
});

test('a changed e-mail is noticed, and stays while its column is hidden', () => {
  const store = openTestStore();
  applyExport(store, [aCustomer({ id: '5', email: 'a@studio.example' })], 1, FIRST);
  const changed = applyExport(store, [aCustomer({ id: '5', email: 'b@studio.example' })], 2, SECOND);
  expect(changed).toMatchObject({ value: { updated: 1 } });
  expect(applyExport(store, [without('email', {})], 3, THIRD)).toMatchObject({ value: { unchanged: 1 } });
  expect(getCustomer(store, '5')?.record.email).toBe('b@studio.example');
});

test('an absent customer is marked missing, then removed, stays stored, and may return', () => {
  const store = openTestStore();
  applyExport(store, manyCustomers(30), 1, FIRST);
  const without = manyCustomers(30).filter(({ id }) => id !== '9');
  expect(applyExport(store, without, 2, SECOND)).toMatchObject({ value: { missing: 1, unchanged: 29 } });
  expect(getCustomer(store, '9')).toMatchObject({ missingSince: SECOND, removedSince: null });
  expect(countCustomers(store)).toBe(30);
  expect(applyExport(store, without, 3, THIRD)).toMatchObject({ value: { missing: 0 } });
  expect(getCustomer(store, '9')).toMatchObject({ missingSince: SECOND, removedSince: THIRD });
  expect(countCustomers(store)).toBe(29);
  expect(applyExport(store, manyCustomers(30), 4, FOURTH)).toMatchObject({
    value: { updated: 1, unchanged: 29 },
  });
  expect(getCustomer(store, '9')).toMatchObject({ missingSince: null, removedSince: null, changedAt: FIRST });
  const kinds = listChanges(store, { customer: '9', offset: 0, limit: 10 }).items.map(({ kind }) => kind);
  expect(kinds).toEqual(['back', 'removed', 'missing', 'new']);
});

test('no customer is marked missing when more than a tenth vanishes at once', () => {
  const store = openTestStore();
  applyExport(store, manyCustomers(100), 1, FIRST);
  expect(applyExport(store, manyCustomers(79), 2, SECOND)).toMatchObject({
    value: { missing: 0, unchanged: 79 },
  });
  expect(applyExport(store, manyCustomers(80), 3, SECOND)).toMatchObject({ value: { missing: 20 } });
});

test('the old state stays complete when applying fails half-way', () => {
  const store = openTestStore();
  applyExport(store, manyCustomers(50), 1, FIRST);
  const before = store.prepare('SELECT * FROM customers ORDER BY row').all();
  store.exec(`CREATE TEMP TRIGGER fail BEFORE UPDATE ON customers WHEN NEW.id = '40'
    BEGIN SELECT RAISE(ABORT, 'disk gone'); END`);
  const changed = manyCustomers(50).map((customer) => ({ ...customer, name: `${customer.name} bis` }));
  expect(applyExport(store, changed, 2, SECOND)).toMatchObject({
    ok: false,
    error: { code: 'STORE_FAILED' },
  });
  expect(store.prepare('SELECT * FROM customers ORDER BY row').all()).toEqual(before);
});

test('other users cannot read the file', () => {
  const folder = tempFolder();
  const opened = openStore(join(folder, 'customers.db'));
  expect(opened.ok && readMode(join(folder, 'customers.db'))).toBe(OWNERS_FILE);
  if (opened.ok) {
    applyExport(opened.value, manyCustomers(3), 1, FIRST);
    expect(readMode(join(folder, 'customers.db-wal'))).toBe(OWNERS_FILE);
    opened.value.close();
  }
});

test('a text with an unreadable character never replaces a complete one', () => {
  const store = openTestStore();
  const other = { 'AGENTE DI ZONA': 'Zanfi' };
  const whole = aCustomer({ id: '5', name: 'Studio Raffi', street: 'Via Roma', other });
  applyExport(store, [whole], 1, FIRST);
  const torn = {
    ...whole,
    name: 'Studio Ra\ufffdi',
    city: 'For\ufffdì',
    other: { 'AGENTE DI ZONA': 'Zan\ufffdi' },
  };
  const known = aCustomer({ id: '6', name: 'Studio Ra\ufffdi' });
  const second = applyExport(store, [torn, known], 2, SECOND);
  expect(second).toMatchObject({ ok: true, value: { added: 1 } });
  expect(getCustomer(store, '5')?.record).toEqual({ ...whole, city: whole.city ?? 'For\ufffdì' });
  // A new customer's incomplete text is stored until a better one arrives.
  expect(getCustomer(store, '6')?.record.name).toBe('Studio Ra\ufffdi');
  applyExport(store, [torn, { ...known, name: 'Studio Raffi' }], 3, THIRD);
  expect(getCustomer(store, '6')?.record.name).toBe('Studio Raffi');
});
