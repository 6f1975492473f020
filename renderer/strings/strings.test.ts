import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ERROR_CODES } from '../../preload/contract';
import { en } from './en';
import {
  formatAgo,
  formatCallDay,
  formatCents,
  formatComing,
  formatDate,
  formatRecently,
  formatUntil,
  formatWeekday,
  formatWeekdays,
  isStale,
} from './format';
import { it } from './it';

/** Words with the same spelling in both languages. */
const ALIKE = [
  'Account',
  'CSV',
  'Demo',
  'E-mail',
  'English',
  'Italiano',
  'PEC',
  'Password',
  'Server',
  'WhatsApp',
  'password',
  '—',
];

const NOW = Date.UTC(2026, 10, 23, 12);
const ago = (ms: number): string => new Date(NOW - ms).toISOString();

test.each([
  [30_000, 'adesso', 'just now'],
  [60_000, '1 minuto fa', '1 minute ago'],
  [12 * 60_000, '12 minuti fa', '12 minutes ago'],
  [60 * 60_000, '1 ora fa', '1 hour ago'],
  [25 * 60 * 60_000, '1 giorno fa', '1 day ago'],
  [-5_000, 'adesso', 'just now'],
])('formatAgo shows an age of %d ms', (ms, italian, english) => {
  expect(formatAgo(ago(ms), NOW, it)).toBe(italian);
  expect(formatAgo(ago(ms), NOW, en)).toBe(english);
});

test('formatUntil shows the time until the next sync run', () => {
  expect(formatUntil(ago(-29.5 * 60_000), NOW, it)).toBe('tra 30 minuti');
  expect(formatUntil(ago(-20_000), NOW, it)).toBe('tra 20 s');
  expect(formatUntil(ago(-90 * 60_000), NOW, it)).toBe('tra 1 h 30 min');
  expect(formatUntil(ago(1), NOW, it)).toBe('a momenti');
});

test('formatRecently names today and yesterday, and dates older moments', () => {
  const noon = new Date(2026, 10, 23, 12).getTime();
  const at = (day: number): string => new Date(2026, 10, day, 18).toISOString();
  expect(formatRecently(new Date(2026, 10, 23, 9, 5).toISOString(), noon, it)).toBe('oggi alle 9:05');
  expect(formatRecently(at(22), noon, it)).toBe('ieri alle 18:00');
  expect(formatRecently(at(22), noon, en)).toBe('yesterday at 18:00');
  expect(formatRecently(at(20), noon, it)).toBe('20/11 alle 18:00');
  expect(formatRecently(at(20), noon, en)).toBe('20/11 at 18:00');
  expect(formatRecently(at(-400), noon, it)).toMatch(/^\d+\/\d+\/2025 alle 18:00$/);
});

test('formatRecently chooses the right form of the preposition', () => {
  const noon = new Date(2026, 10, 23, 12).getTime();
  const at = (day: number): string => new Date(2026, 10, day, 18).toISOString();
  expect(formatRecently(at(22), noon, it, 'of')).toBe('di ieri alle 18:00');
  expect(formatRecently(at(20), noon, it, 'of')).toBe('del 20/11 alle 18:00');
  expect(formatRecently(at(22), noon, it, 'since')).toBe('da ieri alle 18:00');
  expect(formatRecently(at(20), noon, it, 'since')).toBe('dal 20/11 alle 18:00');
  expect(formatRecently(at(22), noon, it, 'on')).toBe('ieri alle 18:00');
  expect(formatRecently(at(20), noon, it, 'on')).toBe('il 20/11 alle 18:00');
  expect(formatRecently(at(22), noon, en, 'of')).toBe('from yesterday at 18:00');
  expect(formatRecently(at(20), noon, en, 'on')).toBe('on 20/11 at 18:00');
});

test('formatComing names today, tomorrow or the weekday, and dates later moments', () => {
  const noon = new Date(2026, 10, 23, 12).getTime();
  const at = (day: number, hour = 8): string => new Date(2026, 10, day, hour).toISOString();
  expect(formatComing(at(23, 19), noon, it)).toBe('oggi alle 19:00');
  expect(formatComing(at(24), noon, it)).toBe('domani alle 8:00');
  expect(formatComing(at(24, 1), noon, it)).toBe('domani all’1:00');
  expect(formatComing(at(29), noon, it)).toBe('domenica alle 8:00');
  expect(formatComing(at(30), noon, it)).toBe('lunedì 30 novembre alle 8:00');
  expect(formatComing(at(30), noon, en)).toBe('on Monday 30 November at 8:00');
});

test('formatCallDay shows weekday and date, or the full date in another year', () => {
  expect(formatCallDay('2026-11-30', '2026-11-28', it)).toBe('lun 30/11');
  expect(formatCallDay('2026-11-30', '2026-11-28', en)).toBe('Mon 30/11');
  expect(formatCallDay('2027-01-04', '2026-11-28', it)).toBe('04/01/2027');
});

test('formatWeekday capitalises the weekday', () => {
  expect(formatWeekday('2026-11-30', it)).toBe('Lunedì');
  expect(formatWeekday('2026-11-30', en)).toBe('Monday');
});

test('formatWeekdays starts on Monday', () => {
  expect(formatWeekdays(it, 'short')).toEqual(['lun', 'mar', 'mer', 'gio', 'ven', 'sab', 'dom']);
  expect(formatWeekdays(en, 'long')[6]).toBe('Sunday');
});

test('isStale is true for data older than 24 hours', () => {
  expect(isStale(ago(23 * 60 * 60_000), NOW)).toBe(false);
  expect(isStale(ago(25 * 60 * 60_000), NOW)).toBe(true);
});

test('amounts and dates follow the language, whatever the time zone', () => {
  expect(formatCents(18_540_857, it)).toBe('185.408,57\u00a0€');
  expect(formatCents(123_456, it)).toBe('1.234,56\u00a0€');
  expect(formatCents(18_540_857, en)).toBe('€185,408.57');
  expect(formatDate('2025-04-03', it)).toBe('03/04/2025');
  expect(formatDate('2025-04-03', en)).toBe('03/04/2025');
});

test('every error has a sentence and an advice in both languages', () => {
  for (const strings of [it, en]) {
    for (const code of ERROR_CODES) {
      expect(strings.errors[code].title.length, code).toBeGreaterThan(5);
      expect(strings.errors[code].advice.length, code).toBeGreaterThan(5);
    }
  }
});

const RENDERER = join(import.meta.dirname, '..');

function sourcesOf(isWanted: (name: string) => boolean): [name: string, text: string][] {
  return readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
    .filter(isWanted)
    .map((name) => [name, readFileSync(join(RENDERER, name), 'utf8')]);
}

/** Returns every sentence with the keys that lead to it. */
function leaves(value: unknown, path: readonly string[] = []): [path: readonly string[], value: unknown][] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => leaves(child, [...path, key]))
    : [[path, value]];
}

test('every sentence is used by a view', () => {
  const sources = sourcesOf(
    (name) =>
      name.endsWith('.tsx') ||
      name.endsWith('format.ts') ||
      (/^views\b.*\.ts$/.test(name) && !name.endsWith('.test.ts')),
  )
    .map(([, text]) => text)
    .join('\n');
  const isUsed = (path: readonly string[]): boolean => {
    const [parent = '', key = ''] = path.slice(-2);
    // A sentence is used by its own key, or through a lookup such as strings.errors[code].
    return new RegExp(`[.{,]\\s*${key}\\b`).test(sources) || new RegExp(`\\b${parent}\\[`).test(sources);
  };
  const unused = leaves(it)
    .map(([path]) => path)
    .filter((path) => path[0] !== 'errors' && !isUsed(path));
  expect(unused.map((path) => path.join('.'))).toEqual([]);
});

test('every sentence exists in English and differs from the Italian one', () => {
  const english = new Map(leaves(en).map(([path, value]) => [path.join('.'), value]));
  const italian = leaves(it).map(([path, value]) => [path.join('.'), value] as const);
  expect([...english.keys()].sort()).toEqual(italian.map(([path]) => path).sort());
  expect([...english].filter(([, value]) => value === '')).toEqual([]);
  const same = italian.filter(([path, value]) => typeof value === 'string' && english.get(path) === value);
  expect([...new Set(same.map(([, value]) => value))].sort()).toEqual(ALIKE);
});

test('no view contains a sentence of its own', () => {
  const written = sourcesOf((name) => name.endsWith('.tsx')).flatMap(([name, text]) => [
    ...[...text.matchAll(/>\s*([^<>{}=;()]*\p{L}{3}[^<>{}=;()]*)\s*<\//gu)].map(
      (found) => `${name}: ${found[1]}`,
    ),
    ...[...text.matchAll(/(?:label|title|placeholder|aria-label|description)="([^"]*)"/g)].map(
      (found) => `${name}: ${found[1]}`,
    ),
  ]);
  expect(written).toEqual(['views/shell/navigation.tsx: Archibald Agent']);
});
