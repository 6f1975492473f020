import { expect, test } from 'vitest';
import { openTestCache } from '../../../tests/helpers/cache';
import { aCustomer, manyCustomers } from '../../../tests/helpers/customers';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import type { Store } from '../store/store';
import { readFacts } from '../store/store-state';
import { applyExport } from './apply-export';
import type { ChangeQuery } from './changes';
import { deleteOldChanges, listChanges, markSeen } from './changes';

const FIRST = '2026-11-23T08:00:00.000Z';
const SECOND = '2026-11-23T09:00:00.000Z';

function aStore(): Store {
  return openTestCache(tempFolder()).cache.store;
}

function changes(store: Store, query: Partial<ChangeQuery> = {}): unknown[] {
  return listChanges(store, { offset: 0, limit: 100, ...query }).items.map(
    ({ customerId, kind, field, oldValue, newValue, at, run }) => [
      customerId,
      kind,
      field,
      oldValue,
      newValue,
      at,
      run,
    ],
  );
}

test('a changed field names no column', () => {
  const store = aStore();
  applyExport(store, [aCustomer({ id: '5', phone: '1' })], 1, FIRST);
  applyExport(store, [aCustomer({ id: '5', phone: '2' })], 2, SECOND);
  expect(listChanges(store, { run: 2, offset: 0, limit: 10 }).items).toMatchObject([
    { field: 'phone', column: null },
  ]);
});

test('the history records each changed field with values, time and run', () => {
  const store = aStore();
  applyExport(store, [aCustomer({ id: '5', phone: '1', salesCents: 100 })], 1, FIRST);
  applyExport(store, [aCustomer({ id: '5', phone: null, salesCents: 250 })], 2, SECOND);
  expect(changes(store)).toEqual([
    ['5', 'changed', 'salesCents', 100, 250, SECOND, 2],
    ['5', 'changed', 'phone', '1', null, SECOND, 2],
    ['5', 'new', null, null, null, FIRST, 1],
  ]);
});

test('the history has no entry for unchanged or hidden fields', () => {
  const store = aStore();
  applyExport(store, [aCustomer({ id: '5' })], 1, FIRST);
  applyExport(store, [{ id: '5', name: aCustomer().name }], 2, SECOND);
  expect(changes(store, { run: 2 })).toEqual([]);
});

test('the history records each changed column under its caption, in order', () => {
  const store = aStore();
  const first = { ZONA: 'Est', NOTA: 'x', FISSA: 'y', 'FINE ESCLUSIVA': null };
  applyExport(store, [{ ...aCustomer({ id: '5' }), other: first }], 1, FIRST);
  const exported = {
    ...aCustomer({ id: '5' }),
    other: { ZONA: 'Nord', NOTA: null, 'FINE ESCLUSIVA': '2026' },
  };
  applyExport(store, [exported], 2, SECOND);
  const found = listChanges(store, { run: 2, offset: 0, limit: 10 }).items.map(
    ({ kind, field, column, oldValue, newValue }) => [kind, field, column, oldValue, newValue],
  );
  expect(found).toEqual([
    ['changed', null, 'ZONA', 'Est', 'Nord'],
    ['changed', null, 'NOTA', 'x', null],
    ['changed', null, 'FINE ESCLUSIVA', null, '2026'],
  ]);
});

test('the history is filtered by time, run, customer, seen changes and page', () => {
  const store = aStore();
  applyExport(store, manyCustomers(3), 1, FIRST);
  applyExport(store, [...manyCustomers(3), aCustomer({ id: '9', name: 'Nono' })], 2, SECOND);
  expect(changes(store, { since: SECOND })).toHaveLength(1);
  expect(changes(store, { run: 1 })).toHaveLength(3);
  expect(changes(store, { customer: '2' })).toHaveLength(1);
  expect(changes(store, { customer: '2', run: 2 })).toEqual([]);
  const page = listChanges(store, { offset: 1, limit: 2 });
  expect(page.total).toBe(4);
  expect(page.items.map(({ customerId }) => customerId)).toEqual(['3', '2']);
  expect(page.items[0]?.customerName).toBe('Cliente 3 S.r.l.');
});

test('the very first customers count as seen, later ones only when seen', () => {
  const store = aStore();
  applyExport(store, manyCustomers(3), 1, FIRST);
  const first = listChanges(store, { offset: 0, limit: 1 });
  expect(first.seenUpTo).toBe(first.items[0]?.number);
  applyExport(store, manyCustomers(5), 2, SECOND);
  const unseen = listChanges(store, { after: first.seenUpTo, offset: 0, limit: 10 });
  expect(unseen.items.map(({ customerId }) => customerId)).toEqual(['5', '4']);
  expect(markSeen(store, unseen.items[0]?.number ?? 0)).toBe(true);
  expect(markSeen(store, 1)).toBe(false);
  expect(markSeen(store, unseen.items[0]?.number ?? 0, true)).toBe(false);
  // Future changes cannot be marked as seen.
  expect(markSeen(store, Number.MAX_SAFE_INTEGER)).toBe(false);
  expect(listChanges(store, { offset: 0, limit: 1 }).seenUpTo).toBe(unseen.items[0]?.number);
});

test('deleting changes before a time keeps later ones and counts as a write', () => {
  const store = aStore();
  const runs = (): unknown[] => changes(store).map((change) => (change as unknown[])[6]);
  applyExport(store, [aCustomer({ id: '5', phone: '1' })], 1, '2025-11-22T08:00:00.000Z');
  applyExport(store, [aCustomer({ id: '5', phone: '2' })], 2, '2025-11-24T08:00:00.000Z');
  const { writeNumber } = readFacts(store);
  expect(deleteOldChanges(store, '2025-11-23T08:00:00.000Z')).toBe(1);
  expect(runs()).toEqual([2]);
  expect(readFacts(store).writeNumber).toBe(writeNumber + 1);
  expect(deleteOldChanges(store, '2025-11-23T08:00:00.000Z')).toBe(0);
  expect(readFacts(store).writeNumber).toBe(writeNumber + 1);
});
