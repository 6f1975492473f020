import { expect, test } from 'vitest';
import { checkMessage } from './check-message';

const CUSTOMER = {
  id: '50001',
  name: 'Studio Esempio',
  city: null,
  orderCount: 3,
  salesCents: -120,
  other: { BLOCCATO: 'No', 'LINGUA ABITUALE': null },
};

test('takes what a reading is', () => {
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

test('keeps a column of any caption, and none that means something to JavaScript', () => {
  const json = '{"kind":"customers","customers":[{"id":"1","name":"N","other":{"__proto__":"x"}}]}';
  const read = checkMessage(json);
  const [customer] = read?.kind === 'customers' ? read.customers : [];
  expect(Object.entries(customer?.other ?? {})).toEqual([['__proto__', 'x']]);
  expect(JSON.stringify(customer)).toBe('{"id":"1","name":"N","other":{"__proto__":"x"}}');
});

test('refuses all else', () => {
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
  ]) {
    expect(checkMessage(JSON.stringify(message))).toBeNull();
  }
  expect(checkMessage('{')).toBeNull();
});
