import { describe, expect, it } from 'vitest';
import { cellText } from './cell-text';
import { DEMO_COLUMNS } from './columns';
import { DEMO_FIELDS } from './customer-record';
import { demoCustomers, demoDifference } from './customers';

describe('the made-up customers', () => {
  it('are 1,452 in the first export, with IDs of their own, in ascending order', () => {
    const ids = demoCustomers({ seed: 1, exportNumber: 1 }).map((customer) => Number(customer.id));
    expect(ids).toHaveLength(1452);
    expect(ids).toEqual([...new Set(ids)].sort((one, other) => one - other));
    expect(ids[0]).toBeGreaterThan(0);
  });

  it('are the same for the same seed and export number, and others for another seed', () => {
    const first = demoCustomers({ seed: 5, count: 100, exportNumber: 9 });
    expect(demoCustomers({ seed: 5, count: 100, exportNumber: 9 })).toEqual(first);
    expect(demoCustomers({ seed: 6, count: 100, exportNumber: 9 })).not.toEqual(first);
  });

  it('change a little from one export to the next, and every third time one goes', () => {
    for (let number = 2; number <= 10; number += 1) {
      const { added, updated, unchanged, gone } = demoDifference({ seed: 1 }, number - 1, number);
      expect(added.length).toBeGreaterThanOrEqual(1);
      expect(added.length).toBeLessThanOrEqual(2);
      expect(gone).toHaveLength(number % 3 === 0 ? 1 : 0);
      expect(updated.length).toBeGreaterThanOrEqual(4);
      expect(updated.length).toBeLessThanOrEqual(12);
      expect(unchanged.length).toBeGreaterThan(1400);
    }
  });

  it('never get the ID of one that went', () => {
    const seen = new Set(demoCustomers({ seed: 3, count: 2, exportNumber: 1 }).map(({ id }) => id));
    for (let number = 2; number < 60; number += 1) {
      for (const id of demoDifference({ seed: 3, count: 2 }, number - 1, number).added) {
        expect(seen.has(id)).toBe(false);
        seen.add(id);
      }
    }
  });

  it('have every shape of a real record', () => {
    const customers = demoCustomers({ seed: 1, exportNumber: 1 });
    const some = (test: (customer: (typeof customers)[number]) => boolean): boolean => customers.some(test);
    expect(some(({ name }) => name.startsWith('"'))).toBe(true);
    expect(some(({ name }) => /[àèìòù]/.test(name))).toBe(true);
    expect(some(({ name }) => name.includes("'") && name.includes('&'))).toBe(true);
    expect(some(({ vatNumber }) => vatNumber?.startsWith('0') === true)).toBe(true);
    expect(some(({ postalCode }) => postalCode?.startsWith('0') === true)).toBe(true);
    expect(some(({ fiscalCode }) => /^\d{11}$/.test(fiscalCode ?? ''))).toBe(true);
    expect(some(({ salesCents }) => (salesCents ?? 0) >= 100_000_00)).toBe(true);
    expect(some(({ orderCount }) => (orderCount ?? 0) >= 1000)).toBe(true);
    expect(new Set(customers.map(({ type }) => type))).toEqual(
      new Set(['Debitor', 'CustFromConcess', 'PotFromCon', 'Customer']),
    );
    for (const field of DEMO_FIELDS) {
      expect(some((customer) => customer[field] !== null && customer[field] !== 0)).toBe(true);
    }
    for (const { name, street, vatNumber } of customers) {
      expect(`${name}${street ?? ''}`).not.toMatch(/ {2}|^ | $/);
      expect(vatNumber ?? '00000000000').toMatch(/^\d{11}$/);
    }
  });

  it('refuse numbers that cannot be', () => {
    expect(() => demoCustomers({ seed: 1, exportNumber: 0 })).toThrow(
      'exportNumber must be an integer from 1, got 0',
    );
    expect(() => demoCustomers({ seed: 1, count: 1.5, exportNumber: 1 })).toThrow(RangeError);
  });
});

describe('a printed cell', () => {
  it('has Italian separators and dates', () => {
    expect(cellText('3267', DEMO_COLUMNS.id.kind, 'it')).toBe('3.267');
    expect(cellText(18540857, 'amount', 'it')).toBe('185.408,57 €');
    expect(cellText(0, 'amount', 'it')).toBe('0,00 €');
    expect(cellText('2026-01-09', 'date', 'it')).toBe('09/01/2026');
    expect(cellText(1234567, 'count', 'it')).toBe('1.234.567');
  });

  it('has English ones in an English export', () => {
    expect(cellText('3267', 'thousands', 'en')).toBe('3,267');
    expect(cellText(18540857, 'amount', 'en')).toBe('€185,408.57');
    expect(cellText('2026-01-09', 'date', 'en')).toBe('1/9/2026');
  });

  it('is empty for null', () => {
    expect(cellText(null, 'amount', 'it')).toBe('');
  });
});
