import { expect, test } from 'vitest';
import { parseFlags } from './flags';

test('reads what is asked, past the switches of Chromium and the app folder', () => {
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
  expect(flags).toEqual({
    ok: true,
    value: {
      mode: 'demo',
      dataFolder: '/d',
      once: true,
      screenshot: false,
      hidden: false,
      isPasswordOnStdin: false,
      sendsSamePassword: false,
      file: null,
      portal: null,
      user: null,
      retries: null,
      retryDelayMs: 50,
    },
  });
});

test.each([[['--retries', 'many']], [['--retries=-1']], [['--data']], [['--retry-delay', '9999999999']]])(
  'refuses %j with a sentence',
  (args) => {
    expect(parseFlags(args)).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
  },
);

test.each([
  [['--help', '--demo'], { mode: 'help' }],
  [['--version'], { mode: 'version' }],
  [['--read-export', 'a.pdf'], { mode: 'read-export', file: 'a.pdf' }],
  [['--print-metrics', '--data', '/d'], { mode: 'print-metrics', dataFolder: '/d' }],
  [['--sync-once'], { mode: 'sync-once', isPasswordOnStdin: false, sendsSamePassword: false }],
  [
    ['--sync-once', '--password-stdin', '--send-same-password'],
    { isPasswordOnStdin: true, sendsSamePassword: true },
  ],
  [['archibald-agent://cliente/1', '--hidden'], { mode: 'app', hidden: true }],
])('takes %j for %j', (args, value) => {
  expect(parseFlags(args)).toMatchObject({ ok: true, value });
});
