import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { formatOfColumn } from '../../preload/contract';
import type { ListColumn } from '../../preload/contract';
import type { RowValues } from './cells';
import { csvFormat } from './csv';

function columnsOf(columns: readonly ListColumn[]) {
  return columns.map((column) => ({ column, caption: column.toUpperCase(), kind: formatOfColumn(column) }));
}

async function csv(
  columns: readonly ListColumn[],
  ...pieces: readonly (readonly RowValues[])[]
): Promise<string> {
  const form = csvFormat(columnsOf(columns));
  return [...pieces.map((rows) => form.add(rows)), await form.end()].join('');
}

function read(text: string): string[][] {
  return parse(text, { delimiter: ';', bom: true });
}

test('the table opens in an Italian Excel: BOM, semicolons, CR LF, decimal comma, Italian dates', async () => {
  const text = await csv(
    ['name', 'salesCents', 'lastOrderDate', 'orderCount', 'changeShare'],
    [['Però', 18_540_857, '2026-01-12', 1_234, -0.1234]],
    [['Zeta', -99_999, null, null, 2]],
  );
  expect(text).toBe(
    '\uFEFFNAME;SALESCENTS;LASTORDERDATE;ORDERCOUNT;CHANGESHARE\r\n' +
      'Però;185408,57;12/01/2026;1234;-12,3%\r\n' +
      'Zeta;-999,99;;;200,0%\r\n',
  );
});

test('the table keeps zeros, signs and long numbers of codes as text', async () => {
  const text = await csv(
    ['id', 'postalCode', 'vatNumber', 'phone', 'sdi'],
    [['3267', '00184', '01234567890', '+39 081 377080', '1234E56']],
  );
  expect(read(text)[1]).toEqual([
    '="3267"',
    '="00184"',
    '="01234567890"',
    '="+39 081 377 080"',
    '="1234E56"',
  ]);
});

test.each(['=1+2', '+A1', '-B2', '@SUM(A1)', '\t=1', '＝1', '＋1', '－1', '＠A'])(
  'a text that starts like a formula becomes harmless: %j',
  async (text) => {
    expect(await csv(['street'], [[text]])).toContain(`\r\n'${text}\r\n`);
  },
);

test.each([
  ['solo\ndue righe', '"solo\ndue righe"'],
  ['prima\n=40+2', `"prima\n'=40+2"`],
  ['a\r\n-b\r@c\u2028+d', `"a\r\n'-b\r'@c\u2028'+d"`],
  ['\r=1', `"'\r'=1"`],
  ['a\vb', '"a\vb"'],
  ['a\u0085b', '"a\u0085b"'],
])('the lines of %j are quoted, and each becomes harmless', async (text, cell) => {
  expect(await csv(['street', 'city'], [[text, 'Forlì']])).toBe(`\uFEFFSTREET;CITY\r\n${cell};Forlì\r\n`);
});

test.each([
  '0012345',
  '1E10',
  '12/3',
  '-5',
  '+39',
  '1.10',
  '12:30',
  '3 mar',
  'gen-24',
  'VERO',
  '1234567890123456',
])('in a text column %j stays a text', async (text) => {
  expect(read(await csv(['other:CODICE'], [[text]]))[1]).toEqual([`="${text}"`]);
});

test.each(['Via Roma 12', '12', '1.234,50', '0,50 €', '03/12/2026', 'Marzotto 3', 'S1', 'a 12/3'])(
  'in a text column %j stays unchanged',
  async (text) => {
    expect(read(await csv(['other:CODICE'], [[text]]))[1]).toEqual([text]);
  },
);

test.each([
  ['338 1234567 2 / uff. 06 1234567', '="338 123 4567 int. 2 / 06 123 4567 (uff)"'],
  ['081\u2011377080', '="081 377 080"'],
  ['+39', ''],
  ['n/d', ''],
])('the phone numbers of %j are written as in the window', async (cell, written) => {
  expect(read(await csv(['phone', 'mobile'], [[cell, cell]]))[1]).toEqual([written, written]);
});

test.each(['="x"&cmd', '0"&HYPERLINK("http://x")&"', "=cmd|'/c calc'!A1", '+39";=1'])(
  'no code breaks out of its quotes: %j',
  async (code) => {
    const [[cell = ''] = []] = read(await csv(['phone'], [[code]])).slice(1);
    expect(cell).toBe(/^[=+]/.test(code) ? `'${code}` : code);
  },
);

test('the table keeps quotes, semicolons, line breaks and emoji', async () => {
  const texts = ['Zeta "Studio" & C.', 'uno; due', 'riga\nriga', 'a\r\nb', 'Sorriso 😀', ' con spazi '];
  const text = await csv(
    ['name'],
    texts.map((one) => [one]),
  );
  expect(
    read(text)
      .slice(1)
      .map(([cell]) => cell),
  ).toEqual(texts);
});

test('a table without customers has its captions, and those are harmless too', () => {
  const form = csvFormat([{ column: 'other:=X', caption: '=X', kind: 'text' }]);
  expect(read(String(form.add([])))).toEqual([["'=X"]]);
});
