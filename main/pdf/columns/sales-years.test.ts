import { expect, test } from 'vitest';
import { recogniseWithYears, withYears } from './headers';

const ORDERS_1 = 'CONTEGGIO DEGLI ORDINI PRECEDENTE';
const ORDERS_2 = 'CONTEGGIO DEGLI ORDINI PRECEDENTE 2';
const SALES = 'VENDITE PRECEDENTE';
const SALES_2 = 'VENDITE PRECEDENTE 2';

/** The years of the sales columns, 1 being last year and `?` one that is in doubt. */
function yearsOf(headers: readonly string[], rows: readonly (readonly string[])[] = []): string {
  const { columns, years } = recogniseWithYears(headers);
  rows.forEach((cells) => years.note(cells));
  return withYears(columns, years)
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
  ['with the pairs exchanged', [ORDERS_2, SALES, ORDERS_1, SALES], '21'],
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
])('a column of sales has its year by its place: %s', (_name, headers, years) => {
  expect(yearsOf(headers)).toBe(years);
});

test.each([
  ['without any orders', [SALES, SALES], '??'],
  ['alone', [SALES], '?'],
  ['before their orders', [SALES, ORDERS_1, SALES, ORDERS_2], '??'],
  ['far from their orders', [ORDERS_1, ORDERS_2, 'TYPE', SALES], '?'],
  ['three times', [ORDERS_1, SALES, ORDERS_2, SALES, SALES], '???'],
])('a column of sales has no year where its place leaves a doubt: %s', (_name, headers, years) => {
  expect(yearsOf(headers)).toBe(years);
});

/** Customers who have ordered in the first year only, in the second only, or in neither. */
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

test('two columns that an agent has exchanged have the years that their rows tell', () => {
  expect(yearsOf(PORTAL_ORDER, [FIRST, SECOND, NEITHER])).toBe('12');
  expect(yearsOf(PORTAL_ORDER, [FIRST, SECOND, NEITHER].map(exchanged))).toBe('21');
  expect(
    yearsOf(
      [SALES, ORDERS_1, SALES, ORDERS_2],
      [FIRST, SECOND].map(([a, b, c, d]) => [b, a, d, c]),
    ),
  ).toBe('12');
});

test('a single column has the year whose orders its rows go with', () => {
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

test('rows that speak against both years leave a doubt, and a few that speak against the place are chance', () => {
  const odd = ['3', '0,00 €', '7', '1.200,00 €'];
  expect(yearsOf(PORTAL_ORDER, [exchanged(FIRST)])).toBe('12');
  expect(
    yearsOf(PORTAL_ORDER, [...Array<string[]>(4).fill(odd), ...Array<string[]>(6).fill(exchanged(odd))]),
  ).toBe('12');
  const noisy = [...Array<readonly string[]>(6).fill(FIRST), ...Array<string[]>(12).fill(exchanged(FIRST))];
  expect(yearsOf(PORTAL_ORDER, noisy)).toBe('??');
});
