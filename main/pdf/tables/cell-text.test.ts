import { expect, test } from 'vitest';
import type { PlacedText } from '../drawing/drawing';
import { cellText } from './cell-text';

function text(content: string, x: number, y: number, width = content.length * 5): PlacedText {
  return { text: content, x, y, width, fontSize: 9.75, clip: null };
}

test('the reader joins lines of a cell with blanks and pieces by their gaps', () => {
  expect(cellText([text('Rossi S.r.l.', 0, 10), text('Studio ', 0, 21)])).toBe('Studio Rossi S.r.l.');
  expect(cellText([text('12', 0, 10, 10), text('34', 10, 10, 10)])).toBe('1234');
  expect(cellText([text('Via', 0, 10, 15), text('Roma', 18, 10, 20)])).toBe('Via Roma');
  expect(cellText([text('e\u0301\u202ex', 0, 10)])).toBe('éx');
  const clip = { left: 0, bottom: 0, right: 100, top: 30 };
  const lines = (width: number): PlacedText[] => [
    { ...text('mario.rossi@st', 2, 21, width), clip },
    { ...text('udio.it', 2, 10), clip },
  ];
  expect(cellText(lines(95))).toBe('mario.rossi@st\nudio.it');
  expect(cellText(lines(70))).toBe('mario.rossi@st udio.it');
});
