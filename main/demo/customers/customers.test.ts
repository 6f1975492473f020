import { describe, expect, it } from 'vitest';
import { cellText } from './cell-text';
import { DEMO_COLUMNS } from './columns';
import { DEMO_FIELDS, type DemoCustomer } from './customer-record';
import { demoCustomers, demoDifference } from './customers';

describe('the fictitious customers', () => {
  it('are 1,452 in the first export, with unique IDs in ascending order', () => {
    const ids = demoCustomers({ seed: 1, exportNumber: 1 }).map((customer) => Number(customer.id));
    expect(ids).toHaveLength(1452);
    expect(ids).toEqual([...new Set(ids)].sort((one, other) => one - other));
    expect(ids[0]).toBeGreaterThan(0);
  });

  it('are the same for the same seed and export number, and different for another seed', () => {
    const first = demoCustomers({ seed: 5, count: 100, exportNumber: 9 });
    expect(demoCustomers({ seed: 5, count: 100, exportNumber: 9 })).toEqual(first);
    expect(demoCustomers({ seed: 6, count: 100, exportNumber: 9 })).not.toEqual(first);
  });

  it('change a little from one export to the next, and every third export loses one', () => {
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

  it('never reuse the ID of a removed customer', () => {
    const seen = new Set(demoCustomers({ seed: 3, count: 2, exportNumber: 1 }).map(({ id }) => id));
    for (let number = 2; number < 60; number += 1) {
      for (const id of demoDifference({ seed: 3, count: 2 }, number - 1, number).added) {
        expect(seen.has(id)).toBe(false);
        seen.add(id);
      }
    }
  });

  it('have the kinds of a real list and its numbers of filled cells', () => {
    for (const seed of [1, 2]) {
      const customers = demoCustomers({ seed, exportNumber: 1 });
      const count = (test: (customer: DemoCustomer) => boolean): number => customers.filter(test).length;
      const filled = Object.fromEntries(
        DEMO_FIELDS.map((field) => [field, count((customer) => customer[field] !== null)]),
      );
      expect(filled).toMatchObject({
        accountNumber: 28,
        vatNumber: 249,
        pec: 11,
        sdi: 24,
        fiscalCode: 2,
        postalCode: 1443,
        phone: 1164,
        mobile: 4,
        url: 0,
        attentionTo: 0,
        lastOrderDate: 132,
        description: 1450,
        type: 1450,
        externalAccountNumber: 1449,
        ourAccountNumber: 0,
      });
      const kinds = [null, 'Debitor', 'CustFromConcess', 'PotFromCon', 'PotDentiItal'];
      expect(kinds.map((kind) => count(({ type }) => type === kind))).toEqual([2, 28, 102, 271, 1049]);
      expect(count(({ salesCents }) => (salesCents ?? 0) > 0)).toBe(28);
      expect(count(({ orderCount }) => (orderCount ?? 0) > 0)).toBe(28);
      expect(count(({ phone }) => phone?.startsWith('+393') === true)).toBe(102);
      expect(count(({ phone }) => phone?.startsWith('+39') === true)).toBe(1164);
      expect(count(({ previousSales1Cents }) => (previousSales1Cents ?? 0) < 0)).toBe(3);
      expect(count(({ id, externalAccountNumber }) => externalAccountNumber === id)).toBe(1449);
    }
  });

  it('have the same shares on a list of any length, at least one of each', () => {
    const customers = demoCustomers({ seed: 4, count: 363, exportNumber: 1 });
    expect(customers.filter(({ type }) => type === 'PotDentiItal')).toHaveLength(261);
    expect(customers.filter(({ type }) => type === 'Debitor')).toHaveLength(7);
    const few = demoCustomers({ seed: 4, count: 20, exportNumber: 1 });
    expect(few).toHaveLength(20);
    const fields = DEMO_FIELDS.filter((field) => !['url', 'attentionTo', 'ourAccountNumber'].includes(field));
    for (const field of fields) {
      expect(
        few.some((customer) => customer[field] !== null && customer[field] !== 0),
        field,
      ).toBe(true);
    }
  });

  it('have every shape of a real record', () => {
    const customers = demoCustomers({ seed: 1, exportNumber: 1 });
    const some = (test: (customer: DemoCustomer) => boolean): boolean => customers.some(test);
    expect(some(({ name }) => name.startsWith('"'))).toBe(true);
    expect(some(({ name }) => /[àèìòù]/.test(name))).toBe(true);
    expect(some(({ name }) => name.includes("'") && name.includes('&'))).toBe(true);
    expect(some(({ vatNumber }) => vatNumber?.startsWith('0') === true)).toBe(true);
    expect(some(({ postalCode }) => postalCode?.startsWith('0') === true)).toBe(true);
    expect(some(({ previousSales2Cents }) => (previousSales2Cents ?? 0) >= 100_000_00)).toBe(true);
    expect(some(({ previousOrderCount2 }) => (previousOrderCount2 ?? 0) >= 1000)).toBe(true);
    for (const { name, street, vatNumber, accountNumber, fiscalCode, lastOrderDate } of customers) {
      expect(`${name}|${street ?? ''}`).not.toMatch(/ {2}|^ | $| \|/);
      expect(vatNumber ?? '00000000000').toMatch(/^\d{11}$/);
      expect(accountNumber ?? '000000').toMatch(/^\d{6,7}$/);
      expect(fiscalCode ?? '00000000000').toMatch(/^\d{11}$|^[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z]$/);
      expect(lastOrderDate ?? '2026-01-01').toMatch(/^(202[345]-\d\d-\d\d|2026-01-\d\d)$/);
    }
  });

  it('order mostly if they have ordered before, and become buyers with their first order', () => {
    let orders = 0;
    let firstOrders = 0;
    const others: string[] = [];
    let before = demoCustomers({ seed: 9, exportNumber: 1 });
    for (let number = 2; number <= 40; number += 1) {
      const earlier = new Map(before.map((customer) => [customer.id, customer]));
      before = demoCustomers({ seed: 9, exportNumber: number });
      for (const customer of before) {
        const old = earlier.get(customer.id);
        if (old !== undefined && old.orderCount !== customer.orderCount) {
          orders += 1;
          expect(customer.lastOrderDate).toBe('2026-01-12');
          if (old.lastOrderDate === null) {
            firstOrders += 1;
            expect(customer.type).toBe('CustFromConcess');
          }
        } else if (old !== undefined) {
          others.push(...DEMO_FIELDS.filter((field) => field !== 'phone' && customer[field] !== old[field]));
        }
      }
    }
    expect(others).toEqual([]);
    expect(orders).toBeGreaterThan(100);
    expect(firstOrders).toBeGreaterThan(5);
    expect(firstOrders).toBeLessThan(orders / 4);
  });

  it('reject impossible numbers', () => {
    expect(() => demoCustomers({ seed: 1, exportNumber: 0 })).toThrow(
      'exportNumber must be an integer from 1, got 0',
    );
    expect(() => demoCustomers({ seed: 1, count: 1.5, exportNumber: 1 })).toThrow(RangeError);
  });
});

describe('a printed cell', () => {
  const italian = { language: 'it', currency: '€' } as const;
  const english = { language: 'en', currency: '€' } as const;

  it('has Italian separators and dates', () => {
    expect(cellText('3267', DEMO_COLUMNS.id.kind, italian)).toBe('3.267');
    expect(cellText(18540857, 'amount', italian)).toBe('185.408,57 €');
    expect(cellText(-99999, 'amount', italian)).toBe('-999,99 €');
    expect(cellText(0, 'amount', italian)).toBe('0,00 €');
    expect(cellText('2026-01-09', 'date', italian)).toBe('09/01/2026');
    expect(cellText(1234567, 'count', italian)).toBe('1.234.567');
  });

  it('has English ones in an English export', () => {
    expect(cellText('3267', 'thousands', english)).toBe('3,267');
    expect(cellText(18540857, 'amount', english)).toBe('€185,408.57');
    expect(cellText(-99999, 'amount', english)).toBe('-€999.99');
    expect(cellText('2026-01-09', 'date', english)).toBe('1/9/2026');
  });

  it('has a dollar sign on request', () => {
    expect(cellText(0, 'amount', { language: 'en', currency: '$' })).toBe('$0.00');
    expect(cellText(123456, 'amount', { language: 'it', currency: '$' })).toBe('1.234,56 $');
  });

  it('is empty for null', () => {
    expect(cellText(null, 'amount', italian)).toBe('');
  });
});
