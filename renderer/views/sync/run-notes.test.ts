import { expect, test } from 'vitest';
import type { ExportWarning, SyncRun } from '../../../preload/contract';
import { EXPORT_WARNING_CODES } from '../../../preload/contract/export';
import { aRun } from '../../../tests/helpers/sync';
import { en } from '../../strings/en';
import type { Strings } from '../../strings/it';
import { it } from '../../strings/it';
import { runNotes } from './run-notes';

function aRunThatRead(
  columns: readonly ExportWarning[],
  overrides: Partial<SyncRun> = {},
  sums = { printed: 6, verified: 6 },
): SyncRun {
  const warnings: Record<string, number> = {};
  for (const { code } of columns) {
    warnings[code] = (warnings[code] ?? 0) + 1;
  }
  return aRun({ reading: { sums, columns, filter: null }, warnings, ...overrides });
}

function texts(run: SyncRun, strings: Strings = it): string[] {
  return runNotes(run, strings).map(({ text }) => text);
}

test('the first note shows the verified sums and asks for attention unless all were verified', () => {
  expect(runNotes(aRunThatRead([]), it)).toEqual([{ kind: 'good', text: 'Somme verificate: 6 di 6' }]);
  expect(runNotes(aRunThatRead([], {}, { printed: 6, verified: 5 }), it)).toEqual([
    { kind: 'attention', text: 'Somme verificate: 5 di 6' },
  ]);
  expect(runNotes(aRunThatRead([], {}, { printed: 0, verified: 0 }), it)).toEqual([]);
  expect(texts(aRunThatRead([]), en)).toEqual(['Totals verified: 6 of 6']);
});

test('notes describe the columns of the export, one line per kind of warning', () => {
  const columns: ExportWarning[] = [
    { code: 'UNKNOWN_COLUMN', column: 'FINE ESCLUSIVA' },
    { code: 'MISSING_OPTIONAL_COLUMN', field: 'pec' },
    { code: 'SIMILAR_COLUMN', column: 'LOGISTICS ADDRESS ZIP', expected: 'LOGISTICS ADDRESS ZIP CODE' },
    { code: 'MISSING_OPTIONAL_COLUMN', field: 'previousSales1Cents' },
    { code: 'SUM_MISMATCH', column: 'VENDITE PRECEDENTE', field: 'previousSales1Cents' },
    { code: 'SUM_MISMATCH', column: 'VENDITE PRECEDENTE', field: 'previousSales2Cents' },
    { code: 'UNKNOWN_COLUMN', column: 'PREVISIONI' },
  ];
  expect(texts(aRunThatRead(columns))).toEqual([
    'Somme verificate: 6 di 6',
    'La somma di «VENDITE PRECEDENTE» stampata dal portale non corrisponde: due letture concordano, dati registrati',
    'Colonna «LOGISTICS ADDRESS ZIP» letta come «LOGISTICS ADDRESS ZIP CODE»',
    'Colonne nuove conservate: FINE ESCLUSIVA, PREVISIONI',
    'Colonne PEC, Vendite 2025 nascoste nel portale: valori noti conservati',
  ]);
});

test('notes name unreadable columns and customers', () => {
  const columns: ExportWarning[] = [
    { code: 'UNREADABLE_COLUMN', column: 'TIPO DI CLIENTE', field: 'salesCents', example: 'Aaaaaa' },
    { code: 'AMBIGUOUS_COLUMN', column: 'VENDITE PRECEDENTE' },
    { code: 'UNREADABLE_TEXT', field: 'name', row: 3, id: '1512' },
    { code: 'UNREADABLE_TEXT', field: 'street', row: 3, id: '1512' },
  ];
  expect(texts(aRunThatRead(columns)).slice(1)).toEqual([
    'Colonna «TIPO DI CLIENTE» non leggibile (per esempio «Aaaaaa»): valori noti conservati',
    'Colonna «VENDITE PRECEDENTE»: anno incerto. Valori noti conservati; nel portale mostra anche i conteggi degli ordini',
    'Cliente 1512: un carattere non è leggibile, testo noto conservato',
  ]);
});

test('a single column is described in the singular', () => {
  const columns: ExportWarning[] = [
    { code: 'UNKNOWN_COLUMN', column: 'FINE ESCLUSIVA' },
    { code: 'MISSING_OPTIONAL_COLUMN', field: 'pec' },
  ];
  expect(texts(aRunThatRead(columns)).slice(1)).toEqual([
    'Colonna nuova conservata: FINE ESCLUSIVA',
    'Colonna PEC nascosta nel portale: valori noti conservati',
  ]);
});

test('a note adds the number of columns that the run has not kept', () => {
  const run = aRunThatRead([{ code: 'UNKNOWN_COLUMN', column: 'A' }], { warnings: { UNKNOWN_COLUMN: 31 } });
  expect(texts(run)[1]).toBe('Colonne nuove conservate: A e altre 30');
});

test('warnings about rows are counted', () => {
  const run = aRunThatRead([], { warnings: { DUPLICATE_ID: 1, BAD_VALUE: 1_200 } });
  expect(texts(run).slice(1)).toEqual([
    '1 cliente ripetuto nell’elenco del portale: vale la prima riga',
    '1.200 valori non leggibili: restano quelli noti',
  ]);
});

test.each<Strings>([it, en])(
  'no note contains a code, even from another version of the app: $locale',
  (strings) => {
    const codes = [...EXPORT_WARNING_CODES, 'ZERO_ID_DROPPED'];
    for (const count of [1, 2]) {
      const warnings = Object.fromEntries(codes.map((code) => [code, count]));
      const notes = texts(aRun({ reading: null, warnings }), strings);
      expect(notes).toHaveLength(codes.length);
      expect(notes.join()).not.toMatch(/[A-Z]_[A-Z]/);
    }
  },
);
