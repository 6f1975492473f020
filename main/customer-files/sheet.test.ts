import { expect, test } from 'vitest';
import type { RowValues } from './cells';
import { SHEET_COLUMNS, SHEET_END, sheetStart, sheetLines } from './sheet';

const HEAD = {
  language: 'it',
  heading: [],
  customers: 1_452,
  dataAt: '2026-11-25T08:30:00.000Z',
  nonce: 'abc',
} as const;

type Column = (typeof SHEET_COLUMNS)[number];

function values(line: Partial<Record<Column, string>>): RowValues {
  return SHEET_COLUMNS.map((column) => line[column] ?? null);
}

test('the sheet shows the number of customers and the age of the data, in the agent’s language', () => {
  expect(sheetStart(HEAD)).toContain('<h1>1.452 clienti</h1>');
  expect(sheetStart(HEAD)).toMatch(/Dati del 25\/11\/2026 alle \d+:\d\d/);
  expect(sheetStart({ ...HEAD, language: 'en' })).toMatch(/Data from 25\/11\/2026 at \d+:\d\d/);
  expect(sheetStart({ ...HEAD, language: 'en', customers: 1, dataAt: null })).toContain(
    '<h1>1 customer</h1>',
  );
});

test('the sheet names its list and the number of its customers', () => {
  const heading = ['Da richiamare: oggi o prima', 'Roma, <Napoli>', 'in ordine di Richiamare, crescente'];
  const html = sheetStart({ ...HEAD, heading });
  expect(html).toContain('<h1>Da richiamare: oggi o prima</h1>');
  expect(html).toContain(
    '<p>1.452 clienti · Roma, &#60;Napoli&#62; · in ordine di Richiamare, crescente</p>',
  );
});

test('the sheet has an empty column for the result of the call', () => {
  expect(sheetStart(HEAD)).toContain('<th class="room">Esito</th></tr>');
  expect(linesOf([values({ id: '1', note: 'Nota' })])).toContain('<td>Nota</td><td></td></tr>');
});

const linesOf = (rows: readonly RowValues[]): string => sheetLines(rows, 'it');

test('the sheet has the start of the agent’s note and the day to come back', () => {
  const note = 'Chiede lo sconto\nsulle frese';
  expect(linesOf([values({ id: '1', note, dueOn: '2026-12-05' })])).toContain(
    '<td>Richiamare il 05/12/2026<br>Chiede lo sconto<br>sulle frese</td>',
  );
  expect(sheetLines([values({ id: '1', dueOn: '2026-12-05' })], 'en')).toContain(
    '<td>Call back on 05/12/2026</td>',
  );
  const long = linesOf([values({ id: '1', note: 'parola 😀 '.repeat(1_000) })]);
  expect(long).toContain('😀 …</td>');
  expect(long.length).toBeLessThan(600);
  expect(linesOf([values({ id: '1', phone: 'n/d' })])).toContain(
    '<td></td><td></td><td></td><td></td><td></td></tr>',
  );
});

test('the sheet has name, address, phones and last order of each customer, in the order given', () => {
  const html = linesOf([
    values({
      id: '2',
      name: 'Beta',
      street: 'Via Roma, 1',
      postalCode: '00184',
      city: 'Roma',
      phone: '0612345678 (12); uff. 06\u201187654321',
      mobile: '+39 3401234567',
      lastOrderDate: '2026-01-12',
    }),
    values({ id: '1', name: 'Alfa' }),
  ]);
  expect(html).toMatch(
    /Beta.*2.*Via Roma, 1<br>00184 Roma.*06 1234 5678 int\. 12<br>06 8765 4321 \(uff\)<br>\+39 340 123 4567.*12\/01\/2026/,
  );
  expect(html.indexOf('Beta')).toBeLessThan(html.indexOf('Alfa'));
});

test('no text becomes markup', () => {
  const html =
    linesOf([values({ id: '1', name: `<script>alert("1")</script> & 'x'`, note: '<script>' })]) + SHEET_END;
  expect(html).not.toContain('<script');
  expect(html).toContain('&#60;script&#62;');
});
