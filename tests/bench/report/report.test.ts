import { describe, expect, it, test } from 'vitest';
import { createFigure } from './figures.mjs';
import { PARTS } from './options.mjs';
import type { BenchRun } from './report.mjs';
import { formatComparison, missingParts, formatReport } from './report.mjs';

function run(p95: number, more: Partial<BenchRun> = {}): BenchRun {
  return {
    machine: {
      cpu: 'Some CPU',
      cores: 2,
      memoryMegabytes: 8_192,
      system: 'Linux 6.1 x64',
      electron: '45.0.0',
      node: '20.20.0',
      date: '2026-11-26T10:00:00.000Z',
      commit: 'abc',
    },
    isLong: false,
    allSeconds: 42.4,
    seconds: { search: 12.4, start: 30 },
    failed: [],
    figures: [
      createFigure({ id: 'search.p95', title: 'Mixed queries, p95', unit: 'ms', goal: 15 }, [p95]),
      createFigure({ id: 'start.1452', title: '1,452 customers', unit: 'ms', goal: 900 }, [800]),
    ],
    ...more,
  };
}

describe('the report', () => {
  it('states machine, date, figures, met goals and duration', () => {
    const lines = formatReport(run(20), false).split('\n');
    expect(lines[0]).toBe(
      '2026-11-26; Some CPU, 2 cores, 8 GB; Linux 6.1 x64; Electron 45.0.0, Node 20.20.0; abc',
    );
    expect(lines.at(-1)).toBe('Goals: 1 of 2 met. Measured in 42 s (search 12, start 30).');
    expect(lines.findIndex((line) => line.startsWith('Search'))).toBeLessThan(
      lines.findIndex((line) => line.startsWith('Start')),
    );
  });

  it('names the failed parts', () => {
    expect(formatReport(run(20, { failed: ['weight'] }), false)).toMatch(/Could not be measured: weight$/);
  });
});

test('a run of some parts lacks the others', () => {
  expect(missingParts(run(10))).toEqual(
    PARTS.map(({ name }) => name).filter((name) => !['search', 'start'].includes(name)),
  );
  const figures = PARTS.map(({ name }) => createFigure({ id: `${name}.one`, title: name }, [1]));
  expect(missingParts(run(10, { figures }))).toEqual([]);
});

describe('the comparison', () => {
  it('names worse figures with both values', () => {
    expect(formatComparison(run(10), run(15)).split('\n').slice(1)).toEqual([
      'Worse by more than 20 %:',
      '  Mixed queries, p95 [search.p95]: 10 ms → 15 ms (+50 %)',
    ]);
  });

  it('mentions another machine, and the absence of worse figures', () => {
    const { machine } = run(10);
    expect(formatComparison(run(10), run(11))).toMatch(/\nNothing is worse by more than 20 %\.$/);
    expect(formatComparison(run(10, { machine: { ...machine, cores: 8 } }), run(11))).toContain(
      'Another machine',
    );
  });

  it('names figures of one run only', () => {
    const [search] = run(10).figures;
    const compared = formatComparison(run(10, { figures: search === undefined ? [] : [search] }), run(10));
    expect(compared).toMatch(/\nNew: start\.1452$/);
  });
});
