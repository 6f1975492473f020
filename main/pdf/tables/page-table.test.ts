import { expect, test } from 'vitest';
import type { PageDrawing, PlacedText, Rect } from '../drawing/drawing';
import { tableFromFills, tableFromLines } from './page-table';

const PAGE = { width: 612, height: 792 };

function text(content: string, x: number, y: number): PlacedText {
  return { text: content, x, y, width: content.length * 5, fontSize: 9.75, clip: null };
}

function drawing(
  fills: readonly Rect[],
  texts: readonly PlacedText[],
  lines: readonly Rect[] = [],
): PageDrawing {
  return { ...PAGE, fills, lines, texts };
}

const HEADER: Rect = { left: 72, right: 172, bottom: 706.5, top: 720 };
const ROW: Rect = { left: 72, right: 172, bottom: 693, top: 706.5 };

test('an empty cell stays empty, and the total is found outside the table', () => {
  const texts = [text('ID', 100, 710), text('Count=1.452', 74, 682)];
  expect(tableFromFills(drawing([HEADER, ROW], texts))).toMatchObject({
    headers: ['ID'],
    rows: [{ cells: [''] }],
    declaredCount: 1_452,
  });
});

test('the lines make the table if some cells have no fill', () => {
  const texts = [text('ID', 100, 710), text('12', 80, 697), text('34', 80, 683), text('Pagina 1', 80, 40)];
  const border = (bottom: number): Rect => ({ left: 72, right: 172, bottom, top: bottom + 0.75 });
  const lines = [border(692.6), border(679.1)];
  const page = drawing([HEADER], texts, lines);
  expect(tableFromFills(page)).toBeNull();
  expect(tableFromLines(page, 1)).toMatchObject({
    ok: true,
    value: { headers: ['ID'], rows: [{ cells: ['12'] }, { cells: ['34'] }] },
  });
  expect(tableFromLines({ ...page, lines: lines.slice(0, 1) }, 1)).toMatchObject({
    error: { code: 'STRIP_MISMATCH' },
  });
});

test('the reader refuses a page without a table', () => {
  expect(tableFromFills(drawing([], [text('Ordini', 72, 700)]))).toBeNull();
  expect(tableFromLines(drawing([], [text('Ordini', 72, 700)]), 1)).toMatchObject({
    error: { code: 'WRONG_REPORT' },
  });
});

test('fills whose rows have different columns make no table', () => {
  expect(tableFromFills(drawing([HEADER, { ...ROW, right: 150 }], []))).toBeNull();
});
