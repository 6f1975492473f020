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
  'the reader recognises %j regardless of case, accents, colons, apostrophes and blanks',
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
])('the caption %j resembles %s', (caption, field, expected) => {
  expect(recognise([caption])).toEqual([{ kind: 'other', caption, similar: { field, expected } }]);
});

test.each([
  ['an extra word', 'CODICE FISCALE ESTERO'],
  ['another number', 'VENDITE PRECEDENTE 3'],
  ['words of two fields', 'NUMERO DI CONTO'],
  ['one of several words', 'VENDITE'],
  ['a short caption', 'SDE'],
  ['a similarity to ID', 'IDS'],
  ['another word', 'NUMERO DI CONTO INTERNO'],
  ['one of the new columns', 'VENDITE IN ESCLUSIVA'],
])('a caption with %s names no field', (_name, caption) => {
  expect(meanings([caption])).toEqual([`other: ${caption}`]);
});

test('a field is taken once, and a caption that resembles it twice names none', () => {
  expect(meanings(['CODICE FISCALE', 'CODICE FISCAL'])).toEqual(['fiscalCode', 'other: CODICE FISCAL']);
  expect(meanings(['CODICE FISCAL', 'CODICE FISCALI'])).toEqual([
    'other: CODICE FISCAL',
    'other: CODICE FISCALI',
  ]);
});

test('each unknown column gets a unique caption', () => {
  expect(meanings(['NOTE', 'NOTE', 'NOTE', '', 'x'.repeat(1_000)])).toEqual([
    'other: NOTE',
    'other: NOTE 2',
    'other: NOTE 3',
    'other: ?',
    `other: ${'x'.repeat(200)}`,
  ]);
});

test('only the exact caption names the ID column', () => {
  expect(['ID', 'id:', 'Id'].every(isIdHeader)).toBe(true);
  expect(['IDS', 'SDI', ''].some(isIdHeader)).toBe(false);
});

test('the reader recognises headers with or without colons, accents, apostrophes and capitals', () => {
  const headers = [
    'id',
    'Nome',
    'Città',
    'CITTA’X',
    'All’attenzione di:',
    "DATA DELL'ULTIMO ORDINE",
    'PARTITA IVA :',
  ];
  const fields = recognise(headers).map((column) =>
    column.kind === 'field' ? column.field : column.caption,
  );
  expect(fields).toEqual(['id', 'name', 'city', 'CITTA’X', 'attentionTo', 'lastOrderDate', 'vatNumber']);
});
