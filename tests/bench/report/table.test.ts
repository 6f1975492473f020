import { describe, expect, it, test } from 'vitest';
import { createFigure } from './figures.mjs';
import { formatQuantity, formatTable } from './table.mjs';

const groups = [
  {
    title: 'Reading',
    figures: [
      createFigure({ title: 'Ours', unit: 'ms', goal: 200 }, [100, 250, 1_300]),
      createFigure({ title: 'Ratio', goal: 0.45, comparedWith: 'mutool 610 ms' }, [0.4]),
    ],
  },
  { title: 'Nothing measured', figures: [] },
];

describe('the table', () => {
  it('has a line for each figure under its part, and marks a missed goal', () => {
    expect(formatTable(groups).split('\n')).toEqual([
      expect.stringMatching(/^ +median +least – most +n +goal +compared with$/),
      expect.stringMatching(/^[- ]+$/),
      'Reading',
      expect.stringMatching(/^ {2}Ours +✗ 250 ms +100 – 1,300 +3 +≤ 200$/),
      expect.stringMatching(/^ {2}Ratio +0\.4 +1 +≤ 0\.45 +mutool 610 ms$/),
    ]);
  });

  it('has aligned columns', () => {
    const lines = formatTable(groups).split('\n');
    const ends = [3, 4]
      .map((line) => /≤ [\d.]+/.exec(lines[line] ?? ''))
      .map((found) => (found?.index ?? 0) + (found?.[0].length ?? 0));
    expect(ends[0]).toBe(ends[1]);
  });

  it('is Markdown on request', () => {
    const lines = formatTable(groups, { isMarkdown: true }).split('\n');
    expect(lines.every((line) => /^\|( [^|]+ \|){6}$/.test(line))).toBe(true);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    expect(lines[1]).toMatch(/^\| -+ \| -+: \| -+: \| -+: \| -+: \| -+ \|$/);
    expect(lines[2]).toContain('**Reading**');
    expect(lines[3]).toContain('**250 ms**');
    expect(lines[4]).not.toContain('**');
  });
});

test('a value has only significant digits', () => {
  const values = [1_234.56, 123.45, 45.67, 4.567, 0.4567, 0.0204, 0, -0.0016];
  expect(values.map((value) => formatQuantity(value, ''))).toEqual([
    '1,235',
    '123',
    '45.7',
    '4.57',
    '0.457',
    '0.02',
    '0',
    '-0.002',
  ]);
  expect(formatQuantity(12, 'MB')).toBe('12 MB');
});
