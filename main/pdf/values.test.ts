import { expect, test } from 'vitest';
import type { CustomerField } from '../../preload/contract';
import type { ExportLanguage } from './headers';
import { MAX_TEXT_LENGTH, readValue } from './values';

const GOOD: readonly (readonly [CustomerField, string, ExportLanguage, string | number | null])[] = [
  ['id', '3.267', 'it', '3267'],
  ['id', '3,267', 'en', '3267'],
  ['id', '0', 'it', '0'],
  ['vatNumber', '01234567890', 'it', '01234567890'],
  ['postalCode', '00184', 'it', '00184'],
  ['salesCents', '185.408,57 €', 'it', 18_540_857],
  ['salesCents', '€185,408.57', 'en', 18_540_857],
  ['salesCents', '0,00 €', 'it', 0],
  ['salesCents', '-1.200,50 €', 'it', -120_050],
  ['salesCents', '', 'it', null],
  ['orderCount', '1.112', 'it', 1_112],
  ['orderCount', '1,112', 'en', 1_112],
  ['lastOrderDate', '03/04/2025', 'it', '2025-04-03'],
  ['lastOrderDate', '3/4/2025', 'en', '2025-03-04'],
  ['lastOrderDate', '29/02/2024', 'it', '2024-02-29'],
  ['name', '=HYPERLINK("x") <script>', 'it', '=HYPERLINK("x") <script>'],
];

test.each(GOOD)('reads %s %j (%s) as %j', (field, text, language, value) => {
  expect(readValue(field, text, language)).toEqual({ kind: 'value', value });
});

const BAD: readonly (readonly [CustomerField, string, ExportLanguage])[] = [
  ['lastOrderDate', '31/02/2025', 'it'],
  ['lastOrderDate', '12/31/2025', 'it'],
  ['lastOrderDate', '2025', 'it'],
  ['salesCents', '12a,00 €', 'it'],
  // A number of the other language would be a hundred times too large or too small.
  ['salesCents', '185,408.57 €', 'it'],
  ['salesCents', '1.23', 'it'],
  ['orderCount', '1,5', 'it'],
  ['orderCount', '12.34', 'it'],
  ['id', 'A12', 'it'],
];

test.each(BAD)('takes %s %j (%s) for no value', (field, text, language) => {
  expect(readValue(field, text, language)).toEqual({ kind: 'bad' });
});

test('cuts a text that is too long, and says so', () => {
  const read = readValue('name', 'x'.repeat(1_000_000), 'it');
  expect(read).toEqual({ kind: 'too-long', value: 'x'.repeat(MAX_TEXT_LENGTH) });
});
