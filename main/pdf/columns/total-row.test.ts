import { expect, test } from 'vitest';
import { ColumnSum } from './column-sums';
import type { FiguresForm } from './figures-form';
import { recognise } from './headers';
import { isTotalRow, readCount, parseTotalRow } from './total-row';

const COLUMNS = recognise([
  'ID',
  'NOME',
  'CONTEGGI DEGLI ORDINI EFFETTIVI',
  'TIPO DI CLIENTE',
  'VENDITE IN ESCLUSIVA',
]);

test.each([
  ['the portal’s', ['Count=1.452', '', 'Sum=33', 'Sum=11.495,17 €', '']],
  ['an Italian grid’s', ['Conteggio=1.452', '', 'Somma=33', '', '']],
  ['one in an unknown language', ['Počet=1.452', '', 'Součet=33', '', '']],
  ['one without a count', ['', '', 'Sum=33', 'Sum=-999,99 €', '']],
  ['one that names a date too', ['Count=2', 'Max=20/11/2026', '', '', '']],
  ['one with empty sums', ['', '', 'Sum=', 'Sum=', '']],
  ['one whose count has no word', ['60', '', 'Sum=33', 'Sum=0,00 €', '']],
])('the reader recognises a total row by its form: %s', (_name, cells) => {
  expect(isTotalRow(cells)).toBe(true);
});

test.each([
  ['a customer', ['439', 'Studio Rossi', '0', '0,00 €', '']],
  ['a customer without ID', ['', 'Studio Rossi', '0', '0,00 €', '']],
  ['a name with an equals sign', ['439', 'A=5', '', '', '']],
  ['an empty row', ['', '', '', '', '']],
  ['words without a number', ['', 'a=b', '', '', '']],
])('the reader takes no other row for a total row: %s', (_name, cells) => {
  expect(isTotalRow(cells)).toBe(false);
});

test.each([
  ['under the ID', ['Count=1.452', '', 'Sum=33', 'Sum=0,00 €', ''], [1_452], [2, 3]],
  ['under another column', ['', 'Count=1,452', '', 'Sum=0,00 €', ''], [1_452], [3]],
  ['under a column of numbers', ['', '', 'Count=7', 'Sum=0,00 €', ''], [7], [3]],
  ['nowhere', ['', '', 'Sum=33', 'Sum=0,00 €', ''], [], [2, 3]],
  ['without its word', ['1.452', '', 'Sum=33', 'Sum=0,00 €', ''], [1_452], [2, 3]],
  ['next to empty sums', ['Count=7', '', 'Sum=', 'Sum=', ''], [7], []],
  ['in another language', ['Počet=7', '', 'Součet=33', '', 'Součet=1,00 €'], [7], [2, 4]],
  ['with a smallest and a largest value', ['Max=9.999', '', 'Min=0', 'Avg=1,50 €', ''], [], []],
  ['under an unknown column', ['', '', '', '', 'Conteggio=7'], [7], []],
  ['next to an unexplained figure', ['Count=7', '', '', '', 'Quota=3'], [7], []],
])('the reader finds the sums and a count %s', (_name, cells, counts, sums) => {
  const totals = parseTotalRow(cells, COLUMNS);
  expect(totals.counts).toEqual(counts);
  expect(totals.sums.map(({ column }) => column)).toEqual(sums);
});

test('the reader reads a count from a separate line', () => {
  expect(readCount('Count=1.452')).toBe(1_452);
  expect(readCount('Conteggio = 12')).toBe(12);
  expect(readCount('Pagina 3')).toBeNull();
  expect(readCount('Sum=1,5')).toBeNull();
  expect(readCount('Somma=0')).toBeNull();
  expect(readCount('MAX=12')).toBeNull();
});

const it: FiguresForm = { decimal: ',', dayFirst: true };
const rowsOf = (sales: readonly string[]): readonly (readonly string[])[] =>
  sales.map((text, index) => [String(index + 1), 'x', '1', text, '']);

function sumAgrees(column: number, text: string, rows: readonly (readonly string[])[]): boolean {
  const sum = new ColumnSum({ column, text }, COLUMNS, it);
  rows.forEach((cells) => sum.add(cells));
  return sum.agrees();
}

test('a sum is right within half a cent of rounding for each row', () => {
  const rows = rowsOf(Array.from({ length: 999 }, () => '1,00 €'));
  const agrees = (text: string): boolean => sumAgrees(3, text, rows);
  expect(agrees('999,00 €')).toBe(true);
  expect(agrees('999,05 €')).toBe(true);
  expect(agrees('1.003,99 €')).toBe(true);
  expect(agrees('1.004,00 €')).toBe(false);
  expect(agrees('-999,00 €')).toBe(false);
});

test('a sum of whole numbers is right within one', () => {
  const rows = rowsOf(['0,00 €', '-5,00 €', 'n.d.']);
  const agrees = (text: string): boolean => sumAgrees(2, text, rows);
  expect([agrees('3'), agrees('4'), agrees('5'), agrees('?')]).toEqual([true, true, false, false]);
});

test('a sum includes negative amounts and ignores other text', () => {
  const agrees = (text: string): boolean => sumAgrees(3, text, rowsOf(['10,00 €', '-15,00 €', 'n.d.']));
  expect([agrees('-5,00 €'), agrees('5,00 €')]).toEqual([true, false]);
});

test('an unknown column is added up, in cents if its sum has decimals', () => {
  const rows = [
    ['1', 'x', '', '', '1.000,50 €'],
    ['2', 'y', '', '', ''],
  ];
  const agrees = (text: string): boolean => sumAgrees(4, text, rows);
  expect([agrees('1.000,50 €'), agrees('1.002,00 €')]).toEqual([true, false]);
  // An unknown column is kept as text, so the form of its figures does not matter.
  const foreign = [['1', 'x', '', '', '1,500']];
  expect(sumAgrees(4, '1,500', foreign)).toBe(true);
});
