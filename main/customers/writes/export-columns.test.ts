import { expect, test } from 'vitest';
import type { CustomerRecord, ExportedCustomer } from '../../../preload/contract';
import { openTestCache } from '../../../tests/helpers/cache';
import { aCustomer, manyCustomers } from '../../../tests/helpers/customers';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { listCaptions } from '../queries/list-values';
import { getCustomer } from '../queries/search';
import type { Cache } from '../store/store';
import { OPERATIONS } from '../threads/operations';
import type { AppliedExport } from './apply-export';
import { applyExport } from './apply-export';
import { listChanges } from './changes';

const MANY = 87;

/** Returns a cache and a function that applies one export after another to it. */
function aCache(): {
  cache: Cache;
  apply: (customers: readonly ExportedCustomer[], mayMark?: boolean) => AppliedExport;
} {
  const { cache } = openTestCache(tempFolder());
  let run = 0;
  return {
    cache,
    apply(customers, mayMark = true) {
      run += 1;
      const at = new Date(Date.UTC(2026, 10, 23, 8, 30 * run)).toISOString();
      const applied = applyExport(cache.store, customers, run, at, mayMark);
      if (!applied.ok) {
        throw new Error(applied.error.message);
      }
      expect(OPERATIONS.check(cache)).toEqual({ ok: true, value: null });
      return applied.value;
    },
  };
}

type Overrides = Partial<CustomerRecord> | ((index: number) => Partial<CustomerRecord>);

function all(overrides: Overrides = {}): CustomerRecord[] {
  return manyCustomers(MANY).map((customer, index) =>
    aCustomer({
      ...(customer as CustomerRecord),
      ...(typeof overrides === 'function' ? overrides(index) : overrides),
    }),
  );
}

/** Returns the customers without a column, as if hidden in the portal. */
function without(column: keyof CustomerRecord, customers: readonly CustomerRecord[]): ExportedCustomer[] {
  return customers.map(
    (customer) =>
      Object.fromEntries(
        Object.entries(customer).filter(([name]) => name !== column),
      ) as unknown as ExportedCustomer,
  );
}

const recordOf = (cache: Cache, id: string): CustomerRecord | undefined =>
  getCustomer(cache.store, id)?.record;
const changesOf = (cache: Cache, run: number): number =>
  listChanges(cache.store, { run, offset: 0, limit: 1 }).total;

test.each<[what: string, hidden: keyof CustomerRecord, shown: Overrides]>([
  ['a field', 'pec', (index) => ({ pec: `c${index}@pec.example.it` })],
  ['a column of the portal', 'other', (index) => ({ other: { ZONA: `Zona ${index % 7}` } })],
])('%s without any earlier value is filled without history and without counting', (_what, hidden, shown) => {
  const { cache, apply } = aCache();
  apply(without(hidden, all()));
  expect(apply(all(shown))).toMatchObject({ updated: 0, unchanged: MANY, added: 0 });
  expect(changesOf(cache, 2)).toBe(0);
  expect(recordOf(cache, '8')).toMatchObject(all(shown)[7] ?? {});
  expect(getCustomer(cache.store, '8')?.changedAt).toBe(getCustomer(cache.store, '8')?.firstSeenAt);
  // Later changes of the column are recorded.
  const next = all(shown).map((customer) =>
    customer.id === '8' ? { ...customer, pec: 'nuova@pec.example.it', other: { ZONA: 'Sud' } } : customer,
  );
  expect(apply(next)).toMatchObject({ updated: 1, unchanged: MANY - 1 });
  expect(changesOf(cache, 3)).toBeGreaterThan(0);
});

test('other changes in the same export are recorded and counted', () => {
  const { cache, apply } = aCache();
  apply(without('pec', all()));
  const next = all((index) => ({ pec: 'c@pec.example.it', ...(index === 7 ? { city: 'Pisa' } : {}) }));
  expect(apply(next)).toMatchObject({ updated: 1, unchanged: MANY - 1 });
  expect(listChanges(cache.store, { run: 2, offset: 0, limit: 9 }).items).toMatchObject([
    { customerId: '8', field: 'city', newValue: 'Pisa' },
  ]);
});

test('the first value of a column printed empty before is a change', () => {
  const { cache, apply } = aCache();
  apply(all({ lastOrderDate: null }));
  const next = all((index) => ({ lastOrderDate: index === 7 ? '2026-11-20' : null }));
  expect(apply(next)).toMatchObject({ updated: 1 });
  expect(changesOf(cache, 2)).toBe(1);
});

test.each<[what: string, filled: Overrides, empty: Overrides, warning: object]>([
  ['a field', {}, { phone: null }, { code: 'EMPTIED_COLUMN', field: 'phone' }],
  ['an amount', {}, { salesCents: null }, { code: 'EMPTIED_COLUMN', field: 'salesCents' }],
  [
    'nearly all of a field',
    {},
    (index) => (index < 3 ? {} : { phone: null }),
    { code: 'EMPTIED_COLUMN', field: 'phone' },
  ],
])(
  '%s printed without its values keeps them until the next export confirms it',
  (_what, filled, empty, warning) => {
    const { cache, apply } = aCache();
    apply(all(filled));
    expect(apply(all(empty))).toMatchObject({ updated: 0, unchanged: MANY, warnings: [warning] });
    expect(recordOf(cache, '80')).toEqual(all(filled)[79]);
    expect(changesOf(cache, 2)).toBe(0);
    const second = apply(all(empty));
    expect(second.updated).toBeGreaterThan(80);
    expect(second.warnings).toBeUndefined();
    expect(recordOf(cache, '80')).toEqual(all(empty)[79]);
  },
);

test('an unknown column printed without its values also keeps them', () => {
  const { cache, apply } = aCache();
  const exported = (text: string | null): ExportedCustomer[] =>
    all().map((customer) => ({ ...customer, other: { ZONA: text } }));
  apply(exported('Nord'));
  expect(apply(exported(null)).warnings).toEqual([{ code: 'EMPTIED_COLUMN', column: 'ZONA' }]);
  expect(recordOf(cache, '80')?.other).toEqual({ ZONA: 'Nord' });
  expect(apply(exported(null))).toMatchObject({ updated: MANY });
  expect(recordOf(cache, '80')?.other).toEqual({});
});

test('an export with the values, or without the column, restarts the count of two', () => {
  const { cache, apply } = aCache();
  apply(all());
  for (const between of [all(), without('phone', all())]) {
    expect(apply(all({ phone: null })).warnings).toHaveLength(1);
    apply(between);
  }
  expect(apply(all({ phone: null })).warnings).toHaveLength(1);
  expect(recordOf(cache, '80')?.phone).not.toBeNull();
});

test('other columns are applied while one is held, and new customers are stored as exported', () => {
  const { cache, apply } = aCache();
  apply(all());
  const next = [...all({ phone: null, city: 'Pisa' }), aCustomer({ id: '900', phone: null })];
  expect(apply(next)).toMatchObject({ added: 1, updated: MANY });
  expect(recordOf(cache, '80')).toMatchObject({ city: 'Pisa', phone: all()[79]?.phone });
  expect(recordOf(cache, '900')?.phone).toBeNull();
});

test('a sparse column may be emptied at once, and a filtered export proves nothing about a column', () => {
  const { cache, apply } = aCache();
  const sparse = (index: number): Partial<CustomerRecord> => ({ mobile: index < 4 ? '340 1234567' : null });
  apply(all(sparse));
  expect(apply(all())).toMatchObject({ updated: 4 });
  expect(recordOf(cache, '1')?.mobile).toBeNull();

  const few = all()
    .slice(0, 3)
    .map((customer) => ({ ...customer, phone: null }));
  const narrowed = apply(few, false);
  expect(narrowed).toMatchObject({ updated: 3 });
  expect(narrowed.warnings).toBeUndefined();
});

test('a renamed column stays the same, even for customers missing from the export', () => {
  const { cache, apply } = aCache();
  const zones = (caption: string) =>
    all((index) => ({ other: { [caption]: `Zona ${index % 7}`, NOTA: 'x' } }));
  apply(zones('ZONA'));
  // One customer is missing, another has changed meanwhile.
  const next = zones('ZONA DI VENDITA')
    .slice(0, -1)
    .map((customer) =>
      customer.id === '3' ? { ...customer, other: { 'ZONA DI VENDITA': 'Nuova', NOTA: 'x' } } : customer,
    );
  expect(apply(next)).toMatchObject({ updated: 1, unchanged: MANY - 2, missing: 1 });
  expect(listCaptions(cache.store)).toEqual(['NOTA', 'ZONA DI VENDITA']);
  expect(recordOf(cache, String(MANY))?.other).toEqual({ 'ZONA DI VENDITA': 'Zona 2', NOTA: 'x' });
  expect(listChanges(cache.store, { customer: '3', run: 2, offset: 0, limit: 9 }).items).toMatchObject([
    { column: 'ZONA DI VENDITA', oldValue: 'Zona 2', newValue: 'Nuova' },
  ]);
});

test('a new column with other values, or one value for all, is not a renamed one', () => {
  const { cache, apply } = aCache();
  apply(all((index) => ({ other: { ZONA: `Zona ${index % 7}`, ATTIVO: 'sì' } })));
  apply(all((index) => ({ other: { CANALE: `Canale ${index % 7}`, NEWSLETTER: 'sì' } })));
  expect(listCaptions(cache.store)).toEqual(['ATTIVO', 'CANALE', 'NEWSLETTER', 'ZONA']);
});

test('a text with an unreadable character never replaces a good one', () => {
  const { cache, apply } = aCache();
  const good = { name: 'Officina Neri', street: 'Via Roma 1', other: { ZONA: 'Nord' } };
  const holes = { name: 'O\uFFFDicina Neri', street: 'Via\u0000Roma 1', other: { ZONA: 'N\uFFFDrd' } };
  apply([aCustomer({ id: '1', ...good }), aCustomer({ id: '2', ...holes })]);
  expect(apply([aCustomer({ id: '1', ...holes }), aCustomer({ id: '2', ...holes })])).toMatchObject({
    unchanged: 2,
  });
  expect(recordOf(cache, '1')).toMatchObject(good);
  // Without a better text, the unreadable text is stored until a readable one arrives.
  expect(recordOf(cache, '2')?.name).toBe(holes.name);
  expect(apply([aCustomer({ id: '1', ...good }), aCustomer({ id: '2', ...good })])).toMatchObject({
    updated: 1,
  });
  expect(recordOf(cache, '2')).toMatchObject(good);
  expect(
    apply([aCustomer({ id: '1', ...good, street: null }), aCustomer({ id: '2', ...good })]),
  ).toMatchObject({
    updated: 1,
  });
});
