import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parsePhoneNumbers, collectPhoneNumbers } from './phone-numbers';

/** Returns numbers as "text → digits": "!" if not valid, "m" for a mobile, a note in brackets. */
function describeNumbers(cell: string | null): string[] {
  return parsePhoneNumbers(cell).map(
    ({ text, dialString, isMobile, note }) =>
      `${text} → ${dialString ?? '!'}${isMobile ? ' m' : ''}${note === null ? '' : ` [${note}]`}`,
  );
}

test.each<[string | null, string[]]>([
  ['+39081377080', ['+39 081 377 080 → +39081377080']],
  ['081377080', ['081 377 080 → +39081377080']],
  ['3401234567', ['340 123 4567 → +393401234567 m']],
  ['+393401234567', ['+39 340 123 4567 → +393401234567 m']],
  ['0039 340 1234567', ['+39 340 123 4567 → +393401234567 m']],
  ['+39 06 1234567', ['+39 06 123 4567 → +39061234567']],
  ['06/1234567', ['06 123 4567 → +39061234567']],
  ['06-123 4567', ['06 123 4567 → +39061234567']],
  ['340/1234567', ['340 123 4567 → +393401234567 m']],
  ['(0543) 12345', ['0543 12345 → +39054312345']],
  ['800 123456', ['800 123 456 → +39800123456']],
  [null, []],
  ['  ', []],
])('formats %j in Italian notation', (cell, numbers) => {
  expect(describeNumbers(cell)).toEqual(numbers);
});

test.each<[string, string[]]>([
  ['+41791234567', ['+41 79 123 45 67 → +41791234567 m']],
  ['0041 91 9123456', ['+41 91 912 34 56 → +41919123456']],
  ['+44 20 7946 0958', ['+44 20 7946 0958 → +442079460958']],
  ['+1 415 555 2671', ['+1 415 555 2671 → +14155552671 m']],
  ['+378 0549 881234', ['+378 0549 881234 → +3780549881234']],
])('formats a foreign number %j with its country code', (cell, numbers) => {
  expect(describeNumbers(cell)).toEqual(numbers);
});

const TWO = ['0543 12345 → +39054312345', '340 123 4567 → +393401234567 m'];

test.each([
  '0543 12345 / 340 1234567',
  '0543 12345/3401234567',
  '0543/12345 / 340/1234567',
  '054312345;3401234567',
  '0543 12345, 340 1234567',
  '0543 12345 - 340 1234567',
  '0543-12345 – 340-1234567',
  '0543 12345 o 340 1234567',
  '0543 12345\n340 1234567',
  '0543 12345 340 1234567',
  'Tel. 0543 12345 e 340 1234567',
])('recognises two numbers in one cell: %j', (cell) => {
  expect(describeNumbers(cell)).toEqual(TWO);
});

test.each<[string, string[]]>([
  ['0543 12345 int. 12', ['0543 12345 int. 12 → +39054312345']],
  ['0543 12345, interno 12', ['0543 12345 int. 12 → +39054312345']],
  ['cell. 340 1234567', ['340 123 4567 → +393401234567 m [cell]']],
  [
    '340 1234567 (Maria) / uff. 06 1234567',
    ['340 123 4567 → +393401234567 m [Maria]', '06 123 4567 → +39061234567 [uff]'],
  ],
  ['0543 12345 ore pasti', ['0543 12345 → +39054312345 [ore pasti]']],
  ['0543 12345/46', ['0543 12345 → +39054312345 [46]']],
])('keeps the words next to a number: %j', (cell, numbers) => {
  expect(describeNumbers(cell)).toEqual(numbers);
});

test.each<[string, string]>([
  ['+39 999', '+39 999 → !'],
  ['12345', '12345 → !'],
  ['06 123456789012345', '06 123456789012345 → !'],
  ['1111111', '1111111 → !'],
  ['33812345672', '33812345672 → !'],
  ['338 12345672', '338 12345672 → !'],
  ['(12345)', '(12345) → !'],
  ['chiedere', 'chiedere → !'],
  ['112', '112 → !'],
])('shows %j as printed and never dials it', (cell, number) => {
  expect(describeNumbers(cell)).toEqual([number]);
});

test.each([
  ['06 1234567 (12)', '06 123 4567 int. 12 → +39061234567'],
  ['06 1234567 (int. 12)', '06 123 4567 int. 12 → +39061234567'],
  ['0543 12345-12', '0543 12345 int. 12 → +39054312345'],
  ['0543 12345 1', '0543 12345 int. 1 → +39054312345'],
  ['054312345 1', '0543 12345 int. 1 → +39054312345'],
  ['0543 123 45 12', '0543 12345 int. 12 → +39054312345'],
  ['338 1234567 2', '338 123 4567 int. 2 → +393381234567 m'],
  ['+39 06 1234567 123', '+39 06 123 4567 int. 123 → +39061234567'],
  ['800 123456 1', '800 123 456 int. 1 → +39800123456'],
  ['+41 91 912 34 56 12', '+41 91 912 34 56 int. 12 → +41919123456'],
])('shows the extension of %j and never dials it', (cell, number) => {
  expect(describeNumbers(cell)).toEqual([number]);
});

test.each([
  ['06 12 34 56 78', '+390612345678'],
  ['02 345 67 89', '+39023456789'],
  ['02 123456 78', '+390212345678'],
  ['06 12345 67', '+39061234567'],
  ['06-1234-567', '+39061234567'],
  ['081-377-080', '+39081377080'],
  ['0543 - 12345', '+39054312345'],
  ['340 12 34 567', '+393401234567'],
  ['340.123.45.67', '+393401234567'],
  ['330 123456 7', '+393301234567'],
  ['800 12 34 56', '+39800123456'],
  ['+44 (0)20 7946 0958', '+442079460958'],
])('recognises no extension in %j', (cell, dialled) => {
  expect(parsePhoneNumbers(cell).map((number) => number.dialString)).toEqual([dialled]);
});

test.each([
  ['3401234567-3477654321', ['+393401234567', '+393477654321']],
  ['340 1234567-347 7654321', ['+393401234567', '+393477654321']],
  ['340 1234567\u2013347 7654321', ['+393401234567', '+393477654321']],
  ['081/377080-081/377081', ['+39081377080', '+39081377081']],
  ['06 1234567 06 7654321', ['+39061234567', '+39067654321']],
  ['0543 12345 0039 340 1234567', ['+39054312345', '+393401234567']],
  ['06 1234567 - 7654321', ['+39061234567', null]],
  ['(+39) 081 2345678', ['+390812345678']],
  ['+39 0039 347 1234567', ['+393471234567']],
  ['+39 +39 347 1234567', ['+393471234567']],
  ['+39(0039)347 1234567', ['+393471234567']],
  ['+378 0549 882000', ['+3780549882000']],
])('dials the numbers within %j separately', (cell, dialled) => {
  expect(parsePhoneNumbers(cell).map((number) => number.dialString)).toEqual(dialled);
});

test.each([
  '\u2010',
  '\u2011',
  '\u2012',
  '\u2013',
  '\u2014',
  '\u2015',
  '\u2212',
  '\u00ad',
  '\u200b',
  '\u2060',
  '\u202f',
])('accepts the character %j within a number', (sign) => {
  expect(describeNumbers(`081${sign}377080`)).toEqual(['081 377 080 → +39081377080']);
});

test.each([
  '+39',
  '(+39)',
  '0039',
  '39',
  '-',
  '–',
  '--',
  '.',
  'n/d',
  'N.D.',
  'n.a.',
  '0',
  '000',
  '+39 0',
  '0000000',
  'nessuno',
  'tel.',
  '\u00a0',
  '\u200b',
])('finds no telephone number in %j', (cell) => {
  expect(parsePhoneNumbers(cell)).toEqual([]);
});

test.each([
  ['numbers', '340 1234567 '.repeat(334)],
  ['numbers with a separator', '0543 12345; '.repeat(334)],
  ['single digits', '1 2 3 4 5 6 7 8 9 0 '.repeat(200)],
  ['digits alone', '0123456789'.repeat(400)],
  ['dashes', '0543-12-'.repeat(500)],
  ['brackets', '('.repeat(4_000)],
  ['plus signs', '+1'.repeat(2_000)],
  ['words', 'interno int. ext. '.repeat(223)],
])('a cell of 4,000 characters of %s is parsed quickly and shown completely', (_name, cell) => {
  parsePhoneNumbers('0543 12345');
  const begun = process.cpuUsage();
  const numbers = parsePhoneNumbers(cell);
  const used = process.cpuUsage(begun);
  expect((used.user + used.system) / 1_000).toBeLessThan(150);
  const digits = (text: string): number => text.replace(/\D/g, '').length;
  const shown = numbers.reduce((sum, { text, note }) => sum + digits(text) + digits(note ?? ''), 0);
  expect(shown).toBe(digits(cell));
});

test('valid numbers come first, each once, regardless of the cell', () => {
  const numbers = collectPhoneNumbers('1111111 / +39 340 1234567', '340 1234567; 06 1234567');
  expect(numbers.map(({ dialString }) => dialString)).toEqual(['+393401234567', '+39061234567', null]);
});

test('every real number is recognised, and mobiles are classified', () => {
  const file = join(import.meta.dirname, '../../tests/fixtures/clienti-8-pages.json');
  const { customers } = JSON.parse(readFileSync(file, 'utf8')) as {
    customers: { phone: string | null; mobile: string | null }[];
  };
  const cells = customers.flatMap(({ phone, mobile }) => [phone, mobile]).filter((cell) => cell !== null);
  expect(cells.length).toBeGreaterThan(100);
  for (const cell of cells) {
    const [number, ...more] = parsePhoneNumbers(cell);
    expect([number?.dialString, number?.isMobile, more], cell).toEqual([cell, cell.startsWith('+393'), []]);
  }
});
