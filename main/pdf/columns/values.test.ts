import { expect, test } from 'vitest';
import type { CustomerField } from '../../../preload/contract';
import type { FiguresForm } from './figures-form';
import { FiguresEvidence } from './figures-form';
import { FieldFit, joinLines, maskValue, MAX_TEXT_LENGTH, readText, readValue } from './values';

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
  // Other plain forms: none or one decimal, apostrophes or blanks, the currency in letters.
  ['salesCents', '1.235 €', it, 123_500],
  ['salesCents', '235 €', it, 23_500],
  ['salesCents', '1,235 €', en, 123_500],
  ['salesCents', '1.234,5 €', it, 123_450],
  ['salesCents', '€1,234.5', en, 123_450],
  ['salesCents', "1'234.56 €", en, 123_456],
  ['salesCents', '12’345’678,90 €', it, 1_234_567_890],
  ['salesCents', '1\u202f234,56 €', it, 123_456],
  ['salesCents', '1\u00a0234,56 €', it, 123_456],
  ['salesCents', '1.234,56 EUR', it, 123_456],
  ['salesCents', 'EUR 1.234,56', it, 123_456],
  ['salesCents', '1.234,56 \ufffd', it, 123_456],
  ['salesCents', '\u2011999,99 €', it, -99_999],
  ['orderCount', "1'112", it, 1_112],
  // Whole numbers may have other separators than amounts.
  ['orderCount', '1.112', en, 1_112],
  ['orderCount', '1.112', it, 1_112],
  ['orderCount', '1,112', en, 1_112],
  ['lastOrderDate', '03/04/2025', it, '2025-04-03'],
  ['lastOrderDate', '3/4/2025', en, '2025-03-04'],
  ['lastOrderDate', '03/04/2025', { decimal: '.', dayFirst: true }, '2025-04-03'],
  ['lastOrderDate', '29/02/2024', it, '2024-02-29'],
  ['name', '=HYPERLINK("x") <script>', it, '=HYPERLINK("x") <script>'],
];

test.each(GOOD)('the reader reads %s %j (%o) as %j', (field, text, form, value) => {
  expect(readValue(field, text, form)).toEqual({ kind: 'value', value });
});

const BAD: readonly (readonly [CustomerField, string, FiguresForm])[] = [
  ['lastOrderDate', '31/02/2025', it],
  ['lastOrderDate', '12/31/2025', it],
  ['lastOrderDate', '2025', it],
  ['salesCents', '12a,00 €', it],
  // Numbers in the other form, if read, would be 100 times too large or too small.
  ['salesCents', '185,408.57 €', it],
  ['salesCents', '1.23', it],
  ['salesCents', '1.2345', it],
  ['salesCents', '1\ufffd,50 €', it],
  ['salesCents', '\ufffd1,50 €', it],
  ['salesCents', "1'23.45", en],
  ['salesCents', '99.999.999.999.999.999,00 €', it],
  ['orderCount', '1,5', it],
  ['orderCount', '12.34', it],
  ['id', 'A12', it],
  ['id', '12,5', en],
];

test.each(BAD)('the reader refuses %s %j (%o)', (field, text, form) => {
  expect(readValue(field, text, form)).toEqual({ kind: 'bad' });
});

test('the reader cuts a long text and reports it', () => {
  expect(readText('x'.repeat(1_000_000))).toEqual({ value: 'x'.repeat(MAX_TEXT_LENGTH), isCut: true });
  expect(readText('x')).toEqual({ value: 'x', isCut: false });
});

function formOf(figures: {
  readonly whole?: readonly string[];
  readonly amounts?: readonly string[];
  readonly others?: readonly string[];
  readonly dates?: readonly string[];
}): FiguresForm {
  const evidence = new FiguresEvidence();
  figures.whole?.forEach((text) => evidence.noteNumber(text, true));
  figures.amounts?.forEach((text) => evidence.noteNumber(text, true));
  figures.others?.forEach((text) => evidence.noteNumber(text, false));
  figures.dates?.forEach((text) => evidence.noteDate(text));
  return evidence.form();
}

test.each([
  ['an amount with a comma for cents', { amounts: ['0,00 €'] }, ','],
  ['an amount with a point for cents', { amounts: ['$0.00'] }, '.'],
  ['an amount with both separators', { amounts: ['€185,408.57'] }, '.'],
  ['thousands in an ID', { whole: ['3,267'] }, '.'],
  ['thousands in an ID, the Italian way', { whole: ['3.267'] }, ','],
  ['most of the figures, despite a misprint', { amounts: ['0,00 €', '1,00 €', '0.00'] }, ','],
  ['no figure at all', { whole: ['12', '7'] }, ','],
  ['an amount without decimals', { amounts: ['1,235 €'] }, '.'],
  ['an amount with one decimal', { amounts: ['€234.5'] }, '.'],
  ['an amount with apostrophes', { amounts: ["1'234.56 €"] }, '.'],
  [
    'decimals, although whole numbers have other separators',
    { whole: ['1.512', '1.513'], amounts: ['0.00'] },
    '.',
  ],
  ['three digits that may be decimals', { others: ['1.234'] }, ','],
  ['the dates, if the numbers show nothing', { others: ['1,234'], dates: ['10/28/2022'] }, '.'],
  ['the dates, if they are Italian', { others: ['1,234'], dates: ['28/10/2022'] }, ','],
] as const)('the decimal separator is found from %s', (_name, figures, decimal) => {
  expect(formOf(figures).decimal).toBe(decimal);
});

test.each([
  ['a day above 12 in first place', { dates: ['03/04/2025', '31/12/2025'] }, true],
  ['a day above 12 in second place', { dates: ['3/4/2025', '12/31/2025'] }, false],
  [
    'a day above 12, though the amounts are English',
    { amounts: ['$1.00'], dates: ['31/12/2025', '3/4/2025'] },
    true,
  ],
  ['zeros that English dates do not have', { amounts: ['$1.00'], dates: ['03/04/2025'] }, true],
  ['missing zeros that Italian dates have', { amounts: ['1,00 €'], dates: ['3/4/2025'] }, false],
  ['English amounts, if the dates show nothing', { amounts: ['$1.00'], dates: ['11/12/2025'] }, false],
  ['nothing, so Italian applies', { dates: ['11/12/2025'] }, true],
] as const)('the order of day and month is found from %s', (_name, figures, dayFirst) => {
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
] as const)('the fit of a column is judged by the form of %s: %j', (field, texts, fits) => {
  const fit = new FieldFit(field);
  texts.forEach((text) => fit.note(text));
  expect(fit.fits(it)).toBe(fits);
});

test.each<[CustomerField | undefined, string, string]>([
  ['pec', 'studiorossiebia\nnchi@pec.example.it', 'studiorossiebianchi@pec.example.it'],
  ['email', 'a@example.it\nb@example.it', 'a@example.it b@example.it'],
  ['email', 'a@example.it;\nb@example.it', 'a@example.it; b@example.it'],
  ['url', 'www\n.studio-ross\ni.example.it', 'www.studio-rossi.example.it'],
  ['url', 'studio.example.it\nwww.rossi.example.it', 'studio.example.it www.rossi.example.it'],
  ['sdi', 'KR8Z1W\nM', 'KR8Z1WM'],
  ['fiscalCode', 'TLCMNB73M26F2\n11A', 'TLCMNB73M26F211A'],
  ['sdi', 'da\nchiedere', 'da chiedere'],
  ['name', 'Studio\nRossi', 'Studio Rossi'],
  [undefined, 'a@exam\nple.it', 'a@exam ple.it'],
])('the lines of %s in a narrow column are joined: %j', (field, text, line) => {
  expect(joinLines(text, field)).toBe(line);
});

test('the example of an unreadable value shows only its form', () => {
  expect(maskValue('1.235,50 EUR')).toBe('9.999,99 EUR');
  expect(maskValue('Studio Perù')).toBe('Aaaaaa Aaaa');
  expect(maskValue('x'.repeat(100))).toBe('a'.repeat(40));
});
