import { expect, test } from 'vitest';
import { recogniseWithYears, assignYears } from './headers';

const ORDERS_1 = 'CONTEGGIO DEGLI ORDINI PRECEDENTE';
const ORDERS_2 = 'CONTEGGIO DEGLI ORDINI PRECEDENTE 2';
const SALES = 'VENDITE PRECEDENTE';
const SALES_2 = 'VENDITE PRECEDENTE 2';

/** Returns the years of the sales columns: 1 is last year, `?` is in doubt. */
function yearsOf(headers: readonly string[], rows: readonly (readonly string[])[] = []): string {
  const { columns, years } = recogniseWithYears(headers);
  rows.forEach((cells) => years.note(cells));
  return assignYears(columns, years)
    .map((column) => {
      if (column.kind === 'unread') {
        return '?';
      }
      const field = column.kind === 'field' ? column.field : '';
      return field === 'previousSales1Cents' ? '1' : field === 'previousSales2Cents' ? '2' : '';
    })
    .join('');
}

test.each([
  ['in the portal’s order', [ORDERS_1, SALES, ORDERS_2, SALES], '12'],
  ['with the pairs swapped', [ORDERS_2, SALES, ORDERS_1, SALES], '21'],
  ['with last year’s sales hidden', [ORDERS_1, ORDERS_2, SALES], '2'],
  ['with the other year’s sales hidden', [ORDERS_1, SALES, ORDERS_2], '1'],
  ['with last year’s orders hidden', [SALES, ORDERS_2, SALES], '12'],
  ['by its own number', [SALES, SALES_2], '12'],
  ['by its own number, in another order', [SALES_2, SALES], '21'],
  [
    'in English',
    ['PREVIOUS ORDER COUNT 2', 'PREVIOUS SALES', 'PREVIOUS ORDER COUNT', 'PREVIOUS SALES'],
    '21',
  ],
])('the position of a sales column shows its year: %s', (_name, headers, years) => {
  expect(yearsOf(headers)).toBe(years);
});

test.each([
  ['without any orders', [SALES, SALES], '??'],
  ['alone', [SALES], '?'],
  ['before their orders', [SALES, ORDERS_1, SALES, ORDERS_2], '??'],
  ['far from their orders', [ORDERS_1, ORDERS_2, 'TYPE', SALES], '?'],
  ['three times', [ORDERS_1, SALES, ORDERS_2, SALES, SALES], '???'],
])('a sales column in a doubtful position has no year: %s', (_name, headers, years) => {
  expect(yearsOf(headers)).toBe(years);
});

/** Customers who ordered only in the first year, only in the second, or in neither. */
const [FIRST, SECOND, NEITHER] = [
  ['3', '900,00 €', '0', '0,00 €'],
  ['0', '0,00 €', '7', '1.200,00 €'],
  ['0', '0,00 €', '', ''],
] as const;
const exchanged = ([orders1, sales1, orders2, sales2]: readonly string[]): string[] => [
  orders1 ?? '',
  sales2 ?? '',
  orders2 ?? '',
  sales1 ?? '',
];
const PORTAL_ORDER = [ORDERS_1, SALES, ORDERS_2, SALES];

test('the rows show the years of two columns that an agent has swapped', () => {
  expect(yearsOf(PORTAL_ORDER, [FIRST, SECOND, NEITHER])).toBe('12');
  expect(yearsOf(PORTAL_ORDER, [FIRST, SECOND, NEITHER].map(exchanged))).toBe('21');
  expect(
    yearsOf(
      [SALES, ORDERS_1, SALES, ORDERS_2],
      [FIRST, SECOND].map(([a, b, c, d]) => [b, a, d, c]),
    ),
  ).toBe('12');
});

test('a single sales column belongs to the year whose orders match its rows', () => {
  const headers = [ORDERS_1, ORDERS_2, 'TYPE', SALES];
  expect(
    yearsOf(
      headers,
      [FIRST, SECOND, FIRST].map(([a, b, c]) => [a, c, '', b]),
    ),
  ).toBe('1');
  expect(
    yearsOf(
      headers,
      [FIRST, SECOND, FIRST].map(([a, , c, d]) => [a, c, '', d]),
    ),
  ).toBe('2');
});

test('rows that contradict both years leave a doubt, and a few that contradict the position are chance', () => {
  const odd = ['3', '0,00 €', '7', '1.200,00 €'];
  expect(yearsOf(PORTAL_ORDER, [exchanged(FIRST)])).toBe('12');
  expect(
    yearsOf(PORTAL_ORDER, [...Array<string[]>(4).fill(odd), ...Array<string[]>(6).fill(exchanged(odd))]),
  ).toBe('12');
  const noisy = [...Array<readonly string[]>(6).fill(FIRST), ...Array<string[]>(12).fill(exchanged(FIRST))];
  expect(yearsOf(PORTAL_ORDER, noisy)).toBe('??');
});
