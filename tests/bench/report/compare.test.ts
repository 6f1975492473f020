import { describe, expect, it } from 'vitest';
import { compareFigures } from './compare.mjs';
import type { Figure } from './figures.mjs';
import { createFigure } from './figures.mjs';

function one(id: string, value: number, more: Partial<Figure> = {}): Figure {
  return { ...createFigure({ id, title: id }, [value]), ...more };
}

function worseIds(before: readonly Figure[], after: readonly Figure[]): readonly string[] {
  return compareFigures(before, after).worse.map((each) => each.after.id);
}

describe('the comparison', () => {
  it('lists figures that rose by more than a fifth, the worst first', () => {
    const before = [one('read.a', 100), one('read.b', 100), one('read.c', 100), one('read.d', 100)];
    const after = [one('read.a', 120), one('read.b', 121), one('read.c', 300), one('read.d', 10)];
    expect(worseIds(before, after)).toEqual(['read.c', 'read.b']);
    expect(compareFigures(before, after).worse[0]?.by).toBeCloseTo(2);
  });

  it('lists figures that fell where more is better', () => {
    const more = { better: 'higher' } as const;
    expect(worseIds([one('a', 100, more)], [one('a', 80, more)])).toEqual(['a']);
    expect(worseIds([one('a', 100, more)], [one('a', 90, more)])).toEqual([]);
    expect(worseIds([one('a', 100, more)], [one('a', 900, more)])).toEqual([]);
    expect(worseIds([one('a', 100, more)], [one('a', 0, more)])).toEqual(['a']);
  });

  it('lists figures that were zero and now miss their goal', () => {
    expect(worseIds([one('rows', 0)], [one('rows', 3)])).toEqual(['rows']);
    expect(worseIds([one('rows', 0)], [one('rows', 0)])).toEqual([]);
    expect(worseIds([one('slope', -0.01)], [one('slope', 0.015, { goal: 0.02 })])).toEqual([]);
    expect(worseIds([one('slope', -0.01)], [one('slope', 0.03, { goal: 0.02 })])).toEqual(['slope']);
  });

  it('marks a possible chance where the measurements overlap', () => {
    const [overlapping, apart] = compareFigures(
      [one('a', 100, { high: 130 }), one('b', 100, { high: 110 })],
      [one('a', 125, { low: 120 }), one('b', 124, { low: 120 })],
    ).worse;
    expect(overlapping?.isWithinSpread).toBe(true);
    expect(apart?.isWithinSpread).toBe(false);
  });

  it('leaves out figures for information only', () => {
    expect(worseIds([one('a', 1, { better: null })], [one('a', 9, { better: null })])).toEqual([]);
  });
});

describe('figures of one run only', () => {
  it('are listed, without those of parts not measured now', () => {
    const { gone, added, worse } = compareFigures(
      [one('read.old', 1), one('search.p95', 1), one('read.both', 1)],
      [one('read.new', 1), one('read.both', 1)],
    );
    expect(gone.map(({ id }) => id)).toEqual(['read.old']);
    expect(added.map(({ id }) => id)).toEqual(['read.new']);
    expect(worse).toEqual([]);
  });
});
