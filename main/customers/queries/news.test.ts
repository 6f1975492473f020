import { expect, test } from 'vitest';
import type { CustomerRecord, NewsKind, NewsStory } from '../../../preload/contract';
import { openTestCache } from '../../../tests/helpers/cache';
import { aCustomer, manyCustomers } from '../../../tests/helpers/customers';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import type { Store } from '../store/store';
import { applyExport } from '../writes/apply-export';
import { markSeen } from '../writes/changes';
import { listNews } from './news';

/** Local noon, so that no time zone moves it to another day. */
const noon = (day: number, hour = 12): string => new Date(2026, 10, day, hour).toISOString();

function aStore(): Store {
  return openTestCache(tempFolder()).cache.store;
}

function stories(store: Store, kind: NewsKind | null = null): readonly NewsStory[] {
  return listNews(store, { kind, offset: 0, limit: 100 }).stories;
}

test('the very first customers are no news', () => {
  const store = aStore();
  applyExport(store, manyCustomers(30), 1, noon(23));
  expect(listNews(store, { kind: null, offset: 0, limit: 10 })).toMatchObject({
    stories: [],
    total: 0,
    customers: 0,
  });
});

test('a story combines all changes of a customer on a day, in order', () => {
  const store = aStore();
  const before = aCustomer({ id: '5', name: 'Rossi', phone: '1', salesCents: 100, orderCount: 1 });
  applyExport(store, [before], 1, noon(22));
  applyExport(store, [{ ...before, phone: '2', salesCents: 250, orderCount: 2 }], 2, noon(23, 9));
  applyExport(store, [{ ...before, phone: '3', salesCents: 400, orderCount: 2 }], 3, noon(23, 10));
  applyExport(store, [{ ...before, phone: '4', salesCents: 400, orderCount: 2 }], 4, noon(24));
  const found = stories(store);
  expect(found.map(({ day, kinds }) => [day, kinds])).toEqual([
    ['2026-11-24', ['contacts']],
    ['2026-11-23', ['orders', 'contacts']],
  ]);
  expect(found[1]?.changes.map(({ field, newValue }) => [field, newValue])).toEqual([
    ['phone', '2'],
    ['orderCount', 2],
    ['salesCents', 250],
    ['phone', '3'],
    ['salesCents', 400],
  ]);
  expect(listNews(store, { kind: null, offset: 0, limit: 10 })).toMatchObject({
    customers: 1,
    total: 2,
    counts: { won: 0, orders: 1, contacts: 1, new: 0, absence: 0, other: 0 },
  });
});

test.each<[Partial<CustomerRecord>, readonly NewsKind[]]>([
  [{ salesCents: 300 }, ['orders']],
  [{ orderCount: 4 }, ['orders']],
  [{ lastOrderDate: '2026-11-23' }, ['orders']],
  [{ salesCents: 50 }, ['other']],
  [{ orderCount: null, lastOrderDate: null }, ['other']],
  [{ street: 'Via Po 1', email: 'a@b.it' }, ['contacts']],
  [{ vatNumber: '1' }, ['other']],
  [{ other: { ZONA: 'Est' } }, ['other']],
  [{ salesCents: 300, city: 'Torino', sdi: 'X' }, ['orders', 'contacts', 'other']],
])('a change of %j is news of %j', (change, kinds) => {
  const store = aStore();
  const other = { ZONA: 'Ovest' };
  const before = aCustomer({ salesCents: 100, orderCount: 3, lastOrderDate: '2026-10-01', other });
  applyExport(store, [before], 1, noon(22));
  applyExport(store, [{ ...before, ...change }], 2, noon(23));
  expect(stories(store).map((story) => story.kinds)).toEqual([kinds]);
});

test('the newest day comes first, and in it the customers with orders', () => {
  const store = aStore();
  const [one, two, three] = ['1', '2', '3'].map((id) => aCustomer({ id, salesCents: 100, phone: '1' }));
  if (one === undefined || two === undefined || three === undefined) {
    return;
  }
  applyExport(store, [one, two, three], 1, noon(21));
  applyExport(store, [{ ...one, salesCents: 900 }, { ...two, phone: '2' }, three], 2, noon(22));
  applyExport(
    store,
    [
      { ...one, salesCents: 900, phone: '9' },
      { ...two, phone: '2', salesCents: 200 },
      { ...three, phone: '3' },
      aCustomer({ id: '4' }),
    ],
    3,
    noon(23),
  );
  expect(stories(store).map(({ day, customerId }) => `${day} ${customerId}`)).toEqual([
    '2026-11-23 2',
    '2026-11-23 4',
    '2026-11-23 3',
    '2026-11-23 1',
    '2026-11-22 1',
    '2026-11-22 2',
  ]);
  expect(stories(store, 'new').map(({ customerId }) => customerId)).toEqual(['4']);
  expect(stories(store, 'orders').map(({ customerId }) => customerId)).toEqual(['2', '1']);
});

test('pages hold each of 3,000 customers once, in the same order, despite a sync in between', () => {
  const store = aStore();
  const before = manyCustomers(3_000);
  applyExport(store, before, 1, noon(22));
  const after = before.map((customer, index) => ({
    ...customer,
    city: 'Lecce',
    ...(index % 10 === 0 ? { salesCents: 999_999_99 } : {}),
  }));
  applyExport(store, after, 2, noon(23));
  const first = listNews(store, { kind: null, offset: 0, limit: 500 });
  expect(first).toMatchObject({ total: 3_000, customers: 3_000, counts: { orders: 300, contacts: 3_000 } });
  applyExport(store, [...after.slice(1), aCustomer({ id: '9999' })], 3, noon(23, 13));
  const pages = [first.stories];
  for (let offset = 500; offset < 3_000; offset += 500) {
    pages.push(listNews(store, { kind: null, upTo: first.upTo, offset, limit: 500 }).stories);
  }
  const ids = pages.flat().map(({ customerId }) => customerId);
  expect(new Set(ids).size).toBe(3_000);
  expect(ids).not.toContain('9999');
  const withOrders = pages.flat().slice(0, 300);
  expect(withOrders.every(({ kinds }) => kinds.includes('orders'))).toBe(true);
});

test('seen changes are not listed', () => {
  const store = aStore();
  const before = aCustomer();
  applyExport(store, [before], 1, noon(22));
  applyExport(store, [{ ...before, phone: '2' }], 2, noon(23));
  markSeen(store, listNews(store, { kind: null, offset: 0, limit: 10 }).upTo);
  expect(stories(store)).toEqual([]);
  applyExport(store, [{ ...before, phone: '3' }], 3, noon(23, 14));
  expect(stories(store)[0]?.changes.map(({ oldValue, newValue }) => [oldValue, newValue])).toEqual([
    ['2', '3'],
  ]);
});

const PROSPECT = { type: 'PotDentItal', description: 'Potenziali dentisti' };

test('a prospect that orders or changes its kind becomes a customer and comes first', () => {
  const store = aStore();
  const own = aCustomer({ id: '1', salesCents: 100, lastOrderDate: '2026-10-01' });
  const [two, three, four] = ['2', '3', '4'].map((id) => aCustomer({ id, ...PROSPECT, lastOrderDate: null }));
  if (two === undefined || three === undefined || four === undefined) {
    return;
  }
  applyExport(store, [own, two, three, four], 1, noon(22));
  applyExport(
    store,
    [
      { ...own, salesCents: 200, lastOrderDate: '2026-11-23' },
      { ...two, phone: '9' },
      { ...three, type: 'Debitor', description: 'Clienti' },
      { ...four, orderCount: 1, salesCents: 29_19, lastOrderDate: '2026-11-23' },
      aCustomer({ id: '0', ...PROSPECT }),
    ],
    2,
    noon(23),
  );
  const found = stories(store);
  expect(found.map(({ customerId, isProspect }) => [customerId, isProspect])).toEqual([
    ['4', true],
    ['3', false],
    ['1', false],
    ['0', true],
    ['2', true],
  ]);
  expect(found.slice(0, 2).map(({ kinds }) => kinds[0])).toEqual(['won', 'won']);
  const page = listNews(store, { kind: null, scope: 'own', offset: 0, limit: 100 });
  expect(page.stories.map(({ customerId }) => customerId)).toEqual(['4', '3', '1']);
  expect(page).toMatchObject({ customers: 5, own: 3, total: 3, counts: { won: 2, orders: 2, new: 0 } });
});

test('seen stories stay below unseen ones until too old, except the very first customers', () => {
  const store = aStore();
  const before = aCustomer({ id: '1' });
  applyExport(store, [before], 1, noon(21));
  applyExport(store, [{ ...before, phone: '2' }], 2, noon(22));
  markSeen(store, listNews(store, { kind: null, offset: 0, limit: 10 }).upTo);
  applyExport(store, [{ ...before, phone: '3' }], 3, noon(22, 15));
  const since = (seenSince: string) => listNews(store, { kind: null, seenSince, offset: 0, limit: 100 });
  const found = since('2026-11-01');
  expect(
    found.stories.map(({ isSeen, changes }) => [isSeen, changes.map(({ newValue }) => newValue)]),
  ).toEqual([
    [false, ['3']],
    [true, ['2']],
  ]);
  expect(found).toMatchObject({ customers: 1, total: 2, counts: { contacts: 1 } });
  expect(since('2026-11-23').stories.map(({ isSeen }) => isSeen)).toEqual([false]);
});
