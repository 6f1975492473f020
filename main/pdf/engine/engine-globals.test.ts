import { expect, test } from 'vitest';
import './engine-globals';

test('the matrix scales and moves as in a browser', () => {
  const { a, b, c, d, e, f } = new DOMMatrix().scaleSelf(1 / 8, -1 / 4).translateSelf(2, -4);
  expect([a, b, c, d, e, f].map((part) => part + 0)).toEqual([1 / 8, 0, 0, -1 / 4, 1 / 4, 1]);
});

test('classes that only painting needs exist but cannot be constructed', () => {
  expect(() => new ImageData(1, 1)).toThrow('Nothing is painted here');
  expect(() => new Path2D()).toThrow('Nothing is painted here');
});
