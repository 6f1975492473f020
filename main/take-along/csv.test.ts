import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { kindOf } from '../../preload/contract';
import type { ListColumn } from '../../preload/contract';
import type { Values } from './cells';
import { csvForm } from './csv';

function columnsOf(columns: readonly ListColumn[]) {
  return columns.map((column) => ({ column, caption: column.toUpperCase(), kind: kindOf(column) }));
}

async function csv(
  columns: readonly ListColumn[],
  ...pieces: readonly (readonly Values[])[]
): Promise<string> {
  const form = csvForm(columnsOf(columns));
  return [...pieces.map((rows) => form.add(rows)), await form.end()].join('');
}

function read(text: string): string[][] {
  return parse(text, { delimiter: ';', bom: true });
}

test('is what an Italian Excel opens: mark of UTF-8, semicolons, CR LF, decimal comma, Italian dates', async () => {
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

test('keeps zeros, signs and long numbers of codes as text', async () => {
  const text = await csv(
    ['id', 'postalCode', 'vatNumber', 'phone', 'sdi'],
    [['3267', '00184', '01234567890', '+39 081 377080', '1234E56']],
  );
  expect(read(text)[1]).toEqual(['="3267"', '="00184"', '="01234567890"', '="+39 081 377080"', '="1234E56"']);
});

test.each(['=1+2', '+39', '-5', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠A'])(
  'makes a text that begins like a formula harmless: %j',
  async (text) => {
    expect(read(await csv(['street'], [[text]]))[1]).toEqual([`'${text}`]);
  },
);

test.each(['="x"&cmd', '0"&HYPERLINK("http://x")&"', "=cmd|'/c calc'!A1", '+39";=1'])(
  'lets no code out of its quotes: %j',
  async (code) => {
    const [[cell = ''] = []] = read(await csv(['phone'], [[code]])).slice(1);
    expect(cell).toBe(/^[=+]/.test(code) ? `'${code}` : code);
  },
);

test('keeps quotes, semicolons, line breaks and emoji', async () => {
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

test('has its captions even if nobody is listed, and those are harmless too', () => {
  const form = csvForm([{ column: 'other:=X', caption: '=X', kind: 'text' }]);
  expect(read(String(form.add([])))).toEqual([["'=X"]]);
});
