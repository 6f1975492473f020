import { expect, test } from 'vitest';
import type { CaptionLanguage } from './generator/fields';
import { JANUARY_FIELDS } from './generator/fields';
import type { Figures } from './generator/figures';
import { ENGLISH_FIGURES, ITALIAN_FIGURES } from './generator/figures';
import type { Layout } from './generator/layout';
import { portalColumn, portalLayout } from './generator/layout';
import type { SourceRecord } from './generator/records';
import { draw, readDrawn, shortRecords } from './read-drawn';

const layoutWith = (figures: Figures, captions: CaptionLanguage = 'it'): Layout => ({
  ...portalLayout(JANUARY_FIELDS.map((field) => portalColumn(field, captions))),
  figures,
});

/** Records that reveal the format: a day above 12, thousands, an amount below zero. */
const DISTINCTIVE: readonly SourceRecord[] = shortRecords(20).map((record, index) => ({
  ...record,
  lastOrderDate: index === 3 ? '2025-12-31' : '2025-04-03',
  salesCents: index === 5 ? -99_999 : 18_540_857,
}));

test.each([
  ['Italian under Italian captions', ITALIAN_FIGURES, 'it'],
  ['English under Italian captions', ENGLISH_FIGURES, 'it'],
  ['Italian under English captions', ITALIAN_FIGURES, 'en'],
  ['English under English captions', ENGLISH_FIGURES, 'en'],
  ['with dollars the Italian way', { ...ITALIAN_FIGURES, currency: '$' }, 'it'],
  ['with euros the English way', { ...ENGLISH_FIGURES, currency: '€' }, 'en'],
  ['of English dates among Italian numbers', { ...ITALIAN_FIGURES, dates: 'en' }, 'it'],
  ['of Italian dates among English numbers', { ...ENGLISH_FIGURES, dates: 'it' }, 'en'],
] as const)('figures %s are read', async (_name, figures, captions) => {
  const { customers, sums } = await readDrawn(layoutWith(figures, captions), DISTINCTIVE);
  expect(customers[0]).toMatchObject({ lastOrderDate: '2025-04-03', salesCents: 18_540_857 });
  expect(customers[5]).toMatchObject({ salesCents: -99_999 });
  expect(sums).toEqual({ printed: 6, verified: 6 });
});

test.each(['minus first', 'minus after the currency', 'brackets'] as const)(
  'English amounts below zero are read with %s',
  async (negative) => {
    const { customers, sums } = await readDrawn(layoutWith({ ...ENGLISH_FIGURES, negative }), DISTINCTIVE);
    expect(customers[5]?.salesCents).toBe(-99_999);
    expect(sums.verified).toBe(6);
  },
);

test('the printed figures have the requested format', async () => {
  const { sheet } = await draw(layoutWith(ENGLISH_FIGURES), DISTINCTIVE);
  const sales = JANUARY_FIELDS.indexOf('salesCents');
  const date = JANUARY_FIELDS.indexOf('lastOrderDate');
  expect(sheet.rows[5]?.cells[sales]?.text).toBe('-$999.99');
  expect(sheet.rows[3]?.cells[date]?.text).toBe('12/31/2025');
});
