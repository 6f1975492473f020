import { expect, test } from 'vitest';
import { checkMessage, readMessage } from './check-message';

const CUSTOMER = {
  id: '50001',
  name: 'Studio Esempio',
  city: null,
  orderCount: 3,
  salesCents: -120,
  other: { BLOCCATO: 'No', 'LINGUA ABITUALE': null },
};

test('valid messages pass', () => {
  for (const message of [
    { kind: 'progress', customersRead: 40, expected: null },
    { kind: 'begin' },
    { kind: 'customers', customers: [CUSTOMER, { id: '1', name: '' }] },
    {
      kind: 'done',
      result: {
        ok: true,
        value: {
          warnings: [{ code: 'UNKNOWN_COLUMN', column: 'X'.repeat(5_000) }],
          pages: 8,
          declaredCount: null,
          sums: { printed: 2, verified: 1 },
        },
      },
    },
    {
      kind: 'done',
      result: { ok: false, error: { code: 'COUNT_MISMATCH', message: 'No', details: { read: 1, row: 'a' } } },
    },
  ]) {
    expect(checkMessage(JSON.stringify(message))).toEqual(message);
  }
});

test('a column passes with any caption, even one that means something to JavaScript', () => {
  const json = '{"kind":"customers","customers":[{"id":"1","name":"N","other":{"__proto__":"x"}}]}';
  const read = checkMessage(json);
  const [customer] = read?.kind === 'customers' ? read.customers : [];
  expect(Object.entries(customer?.other ?? {})).toEqual([['__proto__', 'x']]);
  expect(JSON.stringify(customer)).toBe('{"id":"1","name":"N","other":{"__proto__":"x"}}');
});

function manyColumns(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`C${index}`, 'x']));
}

test('messages with more columns and customers than any export still pass', () => {
  const customers = Array(10_000).fill({ id: '1', name: '', other: {} }) as unknown[];
  expect(checkMessage(JSON.stringify({ kind: 'customers', customers }))).not.toBeNull();
  const other = manyColumns(500);
  expect(
    checkMessage(JSON.stringify({ kind: 'customers', customers: [{ ...CUSTOMER, other }] })),
  ).not.toBeNull();
});

test('a message is read to its end, and reading stops at the limit', async () => {
  const bytes = new TextEncoder().encode('{"kind":"begin"}è');
  expect(await readMessage(new Blob([bytes]).stream(), bytes.length)).toBe('{"kind":"begin"}è');
  expect(await readMessage(null)).toBe('');
  let given = 0;
  let isCancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      given += 1;
      controller.enqueue(new Uint8Array(1_000));
    },
    cancel() {
      isCancelled = true;
    },
  });
  expect(await readMessage(endless, 10_000)).toBeNull();
  expect(given).toBeLessThan(20);
  expect(isCancelled).toBe(true);
});

test('all other messages are refused', () => {
  for (const message of [
    null,
    'done',
    { kind: 'open', path: '/etc/passwd' },
    { kind: 'customers', customers: [{ ...CUSTOMER, id: 'x' }] },
    { kind: 'customers', customers: [{ ...CUSTOMER, salesCents: 1.5 }] },
    { kind: 'customers', customers: [{ ...CUSTOMER, password: 'x' }] },
    { kind: 'customers', customers: [{ ...CUSTOMER, city: 'x'.repeat(4_001) }] },
    { kind: 'customers', customers: [{ ...CUSTOMER, other: { BLOCCATO: 1 } }] },
    { kind: 'done', result: { ok: false, error: { code: 'NONE', message: '' } } },
    { kind: 'customers', customers: Array(10_001).fill({ id: '1', name: '' }) },
    { kind: 'customers', customers: [{ ...CUSTOMER, other: manyColumns(501) }] },
    { kind: 'customers', customers: [{ ...CUSTOMER, other: { ['x'.repeat(50_001)]: 'a' } }] },
    {
      kind: 'done',
      result: { ok: false, error: { code: 'INTERNAL', message: '', details: manyColumns(501) } },
    },
  ]) {
    expect(checkMessage(JSON.stringify(message))).toBeNull();
  }
  expect(checkMessage('{')).toBeNull();
});
