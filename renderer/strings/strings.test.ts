import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ERROR_CODES } from '../../preload/contract';
import { en } from './en';
import { formatAgo, formatCents, formatDate, formatRecently, formatUntil, isStale } from './format';
import { it } from './it';

const NOW = Date.UTC(2026, 10, 23, 12);
const ago = (ms: number): string => new Date(NOW - ms).toISOString();

test.each([
  [30_000, 'adesso', 'just now'],
  [60_000, '1 minuto fa', '1 minute ago'],
  [12 * 60_000, '12 minuti fa', '12 minutes ago'],
  [60 * 60_000, '1 ora fa', '1 hour ago'],
  [25 * 60 * 60_000, '1 giorno fa', '1 day ago'],
  [-5_000, 'adesso', 'just now'],
])('tells an age of %d ms', (ms, italian, english) => {
  expect(formatAgo(ago(ms), NOW, it)).toBe(italian);
  expect(formatAgo(ago(ms), NOW, en)).toBe(english);
});

test('tells when the next sync is due', () => {
  expect(formatUntil(ago(-29.5 * 60_000), NOW, it)).toBe('tra 30 minuti');
  expect(formatUntil(ago(-20_000), NOW, it)).toBe('tra 20 s');
  expect(formatUntil(ago(-90 * 60_000), NOW, it)).toBe('tra 1 h 30 min');
  expect(formatUntil(ago(1), NOW, it)).toBe('a momenti');
});

test('speaks of a recent moment by its day', () => {
  const noon = new Date(2026, 10, 23, 12).getTime();
  const at = (day: number): string => new Date(2026, 10, day, 18).toISOString();
  expect(formatRecently(new Date(2026, 10, 23, 9, 5).toISOString(), noon, it)).toBe('oggi 09:05');
  expect(formatRecently(at(22), noon, it)).toBe('ieri 18:00');
  expect(formatRecently(at(22), noon, en)).toBe('yesterday 18:00');
  expect(formatRecently(at(20), noon, it)).toBe('20/11/26, 18:00');
});

test('emphasises data over 24 hours old', () => {
  expect(isStale(ago(23 * 60 * 60_000), NOW)).toBe(false);
  expect(isStale(ago(25 * 60 * 60_000), NOW)).toBe(true);
});

test('writes euro and dates as each language does, whatever the time zone', () => {
  expect(formatCents(18_540_857, it)).toBe('185.408,57\u00a0€');
  expect(formatCents(123_456, it)).toBe('1.234,56\u00a0€');
  expect(formatCents(18_540_857, en)).toBe('€185,408.57');
  expect(formatDate('2025-04-03', it)).toBe('03/04/2025');
  expect(formatDate('2025-04-03', en)).toBe('03/04/2025');
});

test('has a sentence and an advice for every error in both languages', () => {
  for (const strings of [it, en]) {
    for (const code of ERROR_CODES) {
      expect(strings.errors[code].title.length, code).toBeGreaterThan(5);
      expect(strings.errors[code].advice.length, code).toBeGreaterThan(5);
    }
  }
});

test('has no sentence that no view uses', () => {
  const sources = readdirSync(join(import.meta.dirname, '..'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx') || name.endsWith('format.ts'))
    .map((name) => readFileSync(join(import.meta.dirname, '..', name), 'utf8'))
    .join('\n');
  const groups = Object.entries(it).filter(([group]) => group !== 'errors' && group !== 'locale');
  const unused = groups.flatMap(([group, sentences]) =>
    Object.keys(sentences)
      .filter((key) => !new RegExp(`\\b${key}\\b`).test(sources))
      .map((key) => `${group}.${key}`),
  );
  // Used by their names in the contract: nav[view].
  expect(unused.filter((name) => !/^nav\.(customers|sync|settings)$/.test(name))).toEqual([]);
});
