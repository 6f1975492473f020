import { expect, test } from 'vitest';
import { PRACTICE_CUSTOMERS, practiceExport } from './practice-export';
import { readDirectly } from './read-export';

test('the reader reads the practice export completely from its content streams', async () => {
  const read = await readDirectly(practiceExport());
  expect(read).toMatchObject({
    ok: true,
    value: { pages: 6, declaredCount: PRACTICE_CUSTOMERS },
  });
  const codes = read.ok ? read.value.warnings.map(({ code }) => code) : [];
  expect(new Set(codes)).toEqual(new Set(['MISSING_OPTIONAL_COLUMN']));
  const customers = read.ok ? read.value.customers : [];
  expect(customers).toHaveLength(PRACTICE_CUSTOMERS);
  expect(customers[12]).toMatchObject({ name: 'Studio Dentistico Esempio 12', city: 'Forlì', pec: null });
  expect(customers[7]).toEqual({
    id: '50007',
    name: 'Studio Esempio 7',
    vatNumber: '10000000007',
    city: 'Milano',
    phone: '+39 02 1000007',
    lastOrderDate: '2026-03-08',
    orderCount: 7,
    salesCents: 700050,
    pec: 'studio7@pec.invalid',
  });
});
