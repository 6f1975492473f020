import { expect, test } from 'vitest';
import { isIdHeader, recognise } from './headers';

const meanings = (headers: readonly string[]): readonly unknown[] =>
  recognise(headers).map((column) =>
    column.kind === 'field'
      ? column.field
      : ((column.kind === 'other' ? column.similar?.field : undefined) ??
        `${column.kind}: ${column.caption}`),
  );

test.each([
  ['città', 'city'],
  ['CITTA', 'city'],
  ['Città:', 'city'],
  ['P.E.C.', 'pec'],
  ['PARTITAIVA', 'vatNumber'],
  ['Partita  IVA :', 'vatNumber'],
  ['ALL’ATTENZIONE DI:', 'attentionTo'],
  ["all'attenzione di", 'attentionTo'],
  ['ALLATTENZIONE DI', 'attentionTo'],
  ['DATA DELL`ULTIMO ORDINE', 'lastOrderDate'],
  ['E-MAIL', 'email'],
  ['e-mail:', 'email'],
  ['LOGISTICSADDRESSZIPCODE.ZIPCODE', 'postalCode'],
])(
  'knows the caption %j without regard to case, accents, colons, apostrophes and blanks',
  (caption, field) => {
    expect(meanings([caption])).toEqual([field]);
    expect(recognise([caption])[0]?.kind).toBe('field');
  },
);

test.each([
  ['LOGISTICS ADDRESS ZIP', 'postalCode', 'LOGISTICS ADDRESS ZIP CODE'],
  ['CODICE FISCAL', 'fiscalCode', 'CODICE FISCALE'],
  ['DATA ULTIMO ORDINE', 'lastOrderDate', "DATA DELL'ULTIMO ORDINE"],
  ['CELULARE', 'mobile', 'CELLULARE'],
  ['Indirizzo logistico', 'postalCode', 'INDIRIZZO LOGISTICO CAP'],
])('takes %j for nearly the caption of %s', (caption, field, expected) => {
  expect(recognise([caption])).toEqual([{ kind: 'other', caption, similar: { field, expected } }]);
});

test.each([
  ['a word more', 'CODICE FISCALE ESTERO'],
  ['another number', 'VENDITE PRECEDENTE 3'],
  ['words of two fields', 'NUMERO DI CONTO'],
  ['one word of several', 'VENDITE'],
  ['a short caption', 'SDE'],
  ['nearly the ID', 'IDS'],
  ['another word', 'NUMERO DI CONTO INTERNO'],
  ['one of the new columns', 'VENDITE IN ESCLUSIVA'],
])('takes a caption for no field with %s', (_name, caption) => {
  expect(meanings([caption])).toEqual([`other: ${caption}`]);
});

test('takes no field twice: neither one that has its own column nor one that two columns nearly name', () => {
  expect(meanings(['CODICE FISCALE', 'CODICE FISCAL'])).toEqual(['fiscalCode', 'other: CODICE FISCAL']);
  expect(meanings(['CODICE FISCAL', 'CODICE FISCALI'])).toEqual([
    'other: CODICE FISCAL',
    'other: CODICE FISCALI',
  ]);
});

test('gives each column that is not known a caption of its own', () => {
  expect(meanings(['NOTE', 'NOTE', 'NOTE', '', 'x'.repeat(1_000)])).toEqual([
    'other: NOTE',
    'other: NOTE 2',
    'other: NOTE 3',
    'other: ?',
    `other: ${'x'.repeat(200)}`,
  ]);
});

test('knows the ID column by its own caption alone', () => {
  expect(['ID', 'id:', 'Id'].every(isIdHeader)).toBe(true);
  expect(['IDS', 'SDI', ''].some(isIdHeader)).toBe(false);
});
