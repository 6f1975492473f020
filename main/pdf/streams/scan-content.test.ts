import { expect, test } from 'vitest';
import { pageSpace } from '../drawing/page-space';
import { UnsupportedPdf } from '../drawing/unsupported-pdf';
import { scanContent } from './scan-content';

const SPACE = pageSpace({ x: 0, y: 0, width: 600, height: 800 }, 0);
const BORDERS = 'q 0 0 500 500 re W n 1 1 1 rg';

function fillsOf(content: string): readonly (readonly number[])[] {
  const none = (): never => {
    throw new UnsupportedPdf('nothing but boxes');
  };
  const { fills } = scanContent({ bytes: Buffer.from(content), font: none, form: none }, SPACE, 'cells');
  return fills.map(({ left, bottom, right, top }) => [left, bottom, right, top]);
}

test('a box after a repeated prefix is kept or dropped like any other, with numbers in any form', () => {
  const boxes = ['1 2 30 40', '-1.5 2 30 40', '1 2 0.75 40', '1 2 30 .5', '+1 2 30 40.25'];
  const content = boxes.map((box) => ` ${BORDERS} ${box} re f Q`).join('');
  expect(fillsOf(content)).toEqual([
    [1, 2, 31, 42],
    [-1.5, 2, 28.5, 42],
    [1, 2, 31, 42.25],
  ]);
});

test('operators that only begin like a filled box are followed one by one', () => {
  const content = ` ${BORDERS} 1 2 30 40 re f Q ${BORDERS} 1 2 30 40 re f* Q ${BORDERS} 1 2 30 40 re S Q ${BORDERS} 1 2 30 re f Q`;
  expect(fillsOf(content)).toEqual([
    [1, 2, 31, 42],
    [1, 2, 31, 42],
  ]);
});

test('a state saved around a repeated prefix is restored every time', () => {
  const inner = `q ${BORDERS} 1 w 0 J 1 0 0 rg 5 5 10 10 re f Q 1 0 0 1 9 0 cm Q 30 30 10 10 re f `;
  const content = ` q 1 0 0 1 50 0 cm ${BORDERS} 1 2 30 40 re f Q ${inner.repeat(3)}`;
  const each = [
    [55, 5, 65, 15],
    [80, 30, 90, 40],
  ];
  expect(fillsOf(content)).toEqual([[51, 2, 81, 42], ...each, ...each, ...each]);
});
