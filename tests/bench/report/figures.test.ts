import { describe, expect, it, test } from 'vitest';
import {
  createFigure,
  isMissed,
  computeMedian,
  computePercentile,
  computeTheilSenSlope,
} from './figures.mjs';

test('the median is the middle value, or the mean of the middle two, in any order', () => {
  expect(computeMedian([9, 1, 5])).toBe(5);
  expect(computeMedian([10, 1, 2, 100])).toBe(6);
  expect(computeMedian([7])).toBe(7);
  expect(() => computeMedian([])).toThrow(RangeError);
});

test('a percentile is a measured value', () => {
  const values = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect(computePercentile(values, 0.95)).toBe(190);
  expect(computePercentile(values, 0.99)).toBe(198);
  expect(computePercentile([3], 0.5)).toBe(3);
  expect(computePercentile([3, 4], 0)).toBe(3);
  expect(() => computePercentile([], 0.5)).toThrow(RangeError);
});

test('the slope of values is that of most pairs, despite an outlier', () => {
  expect(computeTheilSenSlope([1, 3, 5, 7, 9])).toEqual({ median: 2, lowQuarter: 2, highQuarter: 2 });
  expect(computeTheilSenSlope([1, 3, 5, 700, 9, 11, 13]).median).toBe(2);
  expect(computeTheilSenSlope([5, 5]).median).toBe(0);
  expect(() => computeTheilSenSlope([5])).toThrow(RangeError);
});

describe('a figure', () => {
  it('has the median, spread and number of its measurements', () => {
    expect(createFigure({ title: 'A', unit: 'ms' }, [3, 1, 8])).toEqual({
      title: 'A',
      unit: 'ms',
      value: 3,
      low: 1,
      high: 8,
      n: 3,
      goal: null,
      comparedWith: null,
    });
  });

  it('misses its goal when its median is above it', () => {
    const figure = (goal: number | null) => createFigure({ title: 'A', goal }, [10, 20, 30]);
    expect(isMissed(figure(20))).toBe(false);
    expect(isMissed(figure(19.9))).toBe(true);
    expect(isMissed(figure(null))).toBe(false);
  });
});
