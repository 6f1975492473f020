import { expect, test } from 'vitest';
import type { CustomerField } from '../../preload/contract';
import type { FiguresForm } from './figures-form';
import { FiguresEvidence } from './figures-form';
import { FieldFit, MAX_TEXT_LENGTH, readValue } from './values';

const it: FiguresForm = { decimal: ',', dayFirst: true };
const en: FiguresForm = { decimal: '.', dayFirst: false };

const GOOD: readonly (readonly [CustomerField, string, FiguresForm, string | number | null])[] = [
  ['id', '3.267', it, '3267'],
  ['id', '3,267', en, '3267'],
  ['id', '1.234.567', en, '1234567'],
  ['id', '0', it, '0'],
  ['id', '007', it, '7'],
  ['vatNumber', '01234567890', it, '01234567890'],
  ['postalCode', '00184', it, '00184'],
  ['salesCents', '185.408,57 €', it, 18_540_857],
  ['salesCents', '€185,408.57', en, 18_540_857],
  ['salesCents', '$185,408.57', en, 18_540_857],
  ['salesCents', '$0.00', en, 0],
  ['salesCents', '0,00 €', it, 0],
  ['salesCents', '-999,99 €', it, -99_999],
  ['salesCents', '−999,99 €', it, -99_999],
  ['salesCents', '-$1,200.50', en, -120_050],
  ['salesCents', '$-1,200.50', en, -120_050],
  ['salesCents', '($1,200.50)', en, -120_050],
  ['salesCents', '-0,00 €', it, 0],
  ['salesCents', '', it, null],
  ['orderCount', '1.112', it, 1_112],
  ['orderCount', '1,112', en, 1_112],
  ['lastOrderDate', '03/04/2025', it, '2025-04-03'],
  ['lastOrderDate', '3/4/2025', en, '2025-03-04'],
  ['lastOrderDate', '03/04/2025', { decimal: '.', dayFirst: true }, '2025-04-03'],
  ['lastOrderDate', '29/02/2024', it, '2024-02-29'],
  ['name', '=HYPERLINK("x") <script>', it, '=HYPERLINK("x") <script>'],
];

test.each(GOOD)('reads %s %j (%o) as %j', (field, text, form, value) => {
  expect(readValue(field, text, form)).toEqual({ kind: 'value', value });
});

const BAD: readonly (readonly [CustomerField, string, FiguresForm])[] = [
  ['lastOrderDate', '31/02/2025', it],
  ['lastOrderDate', '12/31/2025', it],
  ['lastOrderDate', '2025', it],
  ['salesCents', '12a,00 €', it],
  // A number of the other form would be a hundred times too large or too small.
  ['salesCents', '185,408.57 €', it],
  ['salesCents', '1.23', it],
  ['salesCents', '99.999.999.999.999.999,00 €', it],
  ['orderCount', '1,5', it],
  ['orderCount', '12.34', it],
  ['id', 'A12', it],
  ['id', '12,5', en],
];

test.each(BAD)('takes %s %j (%o) for no value', (field, text, form) => {
  expect(readValue(field, text, form)).toEqual({ kind: 'bad' });
});

test('cuts a text that is too long, and says so', () => {
  const read = readValue('name', 'x'.repeat(1_000_000), it);
  expect(read).toEqual({ kind: 'too-long', value: 'x'.repeat(MAX_TEXT_LENGTH) });
});

function formOf(figures: {
  readonly whole?: readonly string[];
  readonly amounts?: readonly string[];
  readonly dates?: readonly string[];
}): FiguresForm {
  const evidence = new FiguresEvidence();
  figures.whole?.forEach((text) => evidence.noteNumber(text, true));
  figures.amounts?.forEach((text) => evidence.noteNumber(text, false));
  figures.dates?.forEach((text) => evidence.noteDate(text));
  return evidence.form();
}

test.each([
  ['an amount with a comma for cents', { amounts: ['0,00 €'] }, ','],
  ['an amount with a point for cents', { amounts: ['$0.00'] }, '.'],
  ['an amount with both separators', { amounts: ['€185,408.57'] }, '.'],
  ['thousands in an ID', { whole: ['3,267'] }, '.'],
  ['thousands in an ID, the Italian way', { whole: ['3.267'] }, ','],
  ['most of the figures, where one is misprinted', { amounts: ['0,00 €', '1,00 €', '0.00'] }, ','],
  ['no figure at all', { whole: ['12', '7'] }, ','],
  ['three digits where there may be decimals', { amounts: ['1.234'] }, ','],
  ['the dates, where the numbers tell nothing', { amounts: ['1,234'], dates: ['10/28/2022'] }, '.'],
  ['the dates, where they are Italian too', { amounts: ['1,234'], dates: ['28/10/2022'] }, ','],
] as const)('tells the decimal separator from %s', (_name, figures, decimal) => {
  expect(formOf(figures).decimal).toBe(decimal);
});

test.each([
  ['a day above 12 at the first place', { dates: ['03/04/2025', '31/12/2025'] }, true],
  ['a day above 12 at the second place', { dates: ['3/4/2025', '12/31/2025'] }, false],
  [
    'a day above 12, though the amounts are English',
    { amounts: ['$1.00'], dates: ['31/12/2025', '3/4/2025'] },
    true,
  ],
  ['zeros that English dates do not have', { amounts: ['$1.00'], dates: ['03/04/2025'] }, true],
  ['missing zeros that Italian dates have', { amounts: ['1,00 €'], dates: ['3/4/2025'] }, false],
  ['English amounts where the dates tell nothing', { amounts: ['$1.00'], dates: ['11/12/2025'] }, false],
  ['nothing: then they are Italian', { dates: ['11/12/2025'] }, true],
] as const)('tells which of day and month comes first from %s', (_name, figures, dayFirst) => {
  expect(formOf(figures).dayFirst).toBe(dayFirst);
});

test.each([
  ['postalCode', ['00184', '20121', ''], true],
  ['postalCode', ['Roma', 'Milano'], false],
  ['postalCode', ['', ''], false],
  ['salesCents', ['1,00 €', '0,00 €'], true],
  ['salesCents', ['A', 'B'], false],
  ['lastOrderDate', ['31/12/2025'], true],
  ['lastOrderDate', ['domani'], false],
  ['vatNumber', [...Array.from({ length: 19 }, () => '01234567890'), 'estero'], true],
  ['email', ['info@example.it'], true],
  ['email', ['no'], false],
] as const)('says whether the values of a column fit the form of %s: %j', (field, texts, fits) => {
  const fit = new FieldFit(field);
  texts.forEach((text) => fit.note(text));
  expect(fit.fits(it)).toBe(fits);
});
