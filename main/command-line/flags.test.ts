import { expect, test } from 'vitest';
import { FLAG_NAMES, helpText, parseFlags, parseRetryDelays } from './flags';

test('the parser skips the switches of Chromium and the app folder', () => {
  const flags = parseFlags([
    '/app',
    '--no-sandbox',
    '--disable-gpu',
    '--demo',
    '--once',
    '--data',
    '/d',
    '--retry-delay',
    '50',
  ]);
  expect(flags).toMatchObject({
    ok: true,
    value: { mode: 'demo', data: '/d', once: true, screenshot: false, retries: null, 'retry-delay': 50 },
  });
});

test('a missing flag is off, or has no value', () => {
  const flags = parseFlags([]);
  const values = flags.ok ? Object.entries(flags.value) : [];
  expect(values.filter(([, value]) => value !== false && value !== null)).toEqual([['mode', 'app']]);
  expect(values.map(([name]) => name).sort()).toEqual(['mode', ...FLAG_NAMES].sort());
});

test('the help lists every flag, in lines that fit a terminal', () => {
  const lines = helpText().split('\n');
  for (const name of FLAG_NAMES) {
    expect(lines.filter((line) => line.trimStart().startsWith(`--${name} `))).toHaveLength(1);
  }
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(130);
});

test.each([
  [{}, [5_000, 10_000, 20_000]],
  [{ retries: 0 }, []],
  [{ retries: 5 }, [5_000, 10_000, 20_000, 20_000, 20_000]],
  [{ retries: 2, 'retry-delay': 50 }, [50, 50]],
  [{ 'retry-delay': 0 }, [0, 0, 0]],
])('with %j the waits before further attempts are %j', (given, delays) => {
  expect(parseRetryDelays({ retries: null, 'retry-delay': null, ...given })).toEqual(delays);
});

test.each([[['--retries', 'many']], [['--retries=-1']], [['--data']], [['--retry-delay', '9999999999']]])(
  'the parser refuses %j with a sentence',
  (args) => {
    expect(parseFlags(args)).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
  },
);

test.each([
  [['--help', '--demo'], { mode: 'help' }],
  [['--version'], { mode: 'version' }],
  [['--read-export', 'a.pdf'], { mode: 'read-export', 'read-export': 'a.pdf' }],
  [['--print-metrics', '--data', '/d'], { mode: 'print-metrics', data: '/d' }],
  [['--sync-once'], { mode: 'sync-once', 'password-stdin': false, 'send-same-password': false }],
  [
    ['--sync-once', '--password-stdin', '--send-same-password'],
    { 'password-stdin': true, 'send-same-password': true },
  ],
  [['archibald-agent://cliente/1', '--hidden'], { mode: 'app', hidden: true }],
])('the parser reads %j as %j', (args, value) => {
  expect(parseFlags(args)).toMatchObject({ ok: true, value });
});
