import { expect, test } from 'vitest';
import { createFigure } from './figures.mjs';
import { PARTS } from './options.mjs';
import type { BenchRun } from './report.mjs';
import { formatReport, isComplete } from './report.mjs';

const RUN: BenchRun = {
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
  allSeconds: 42.4,
  parts: PARTS.map((part, index) => ({
    ...part,
    seconds: 12.4 + index,
    hasFailed: false,
    figures: [createFigure({ title: `Time of ${part.name}`, unit: 'ms', goal: 15 }, [14.5 + index])],
  })),
};

test('a report states machine, date, figures, met goals and duration', () => {
  const lines = formatReport({ ...RUN, parts: RUN.parts.slice(0, 2) }, false).split('\n');
  expect(lines[0]).toBe(
    '2026-11-26; Some CPU, 2 cores, 8 GB; Linux 6.1 x64; Electron 45.0.0, Node 20.20.0; abc',
  );
  expect(lines.slice(4, 8).map((line) => line.trim().split(/\s{2,}/)[0])).toEqual(
    RUN.parts.slice(0, 2).flatMap(({ name, title }) => [title, `Time of ${name}`]),
  );
  expect(lines.at(-1)).toBe('Goals: 1 of 2 met. Measured in 42 s (read 12, scale 13).');
});

test('a report names the failed parts', () => {
  const parts = RUN.parts.map((part) => ({ ...part, hasFailed: part.name === 'weight' }));
  expect(formatReport({ ...RUN, parts }, false)).toMatch(/Could not be measured: weight$/);
});

test('a run is complete only with figures of every part', () => {
  const changed = (change: Partial<BenchRun['parts'][number]>): BenchRun => ({
    ...RUN,
    parts: RUN.parts.map((part) => (part.name === 'start' ? { ...part, ...change } : part)),
  });
  expect(isComplete(RUN)).toBe(true);
  expect(isComplete({ ...RUN, parts: RUN.parts.slice(1) })).toBe(false);
  expect(isComplete(changed({ figures: [] }))).toBe(false);
  expect(isComplete(changed({ hasFailed: true }))).toBe(false);
});
