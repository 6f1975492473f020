import { parseArgs } from 'node:util';
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { RETRY_DELAYS_MS } from '../sync/run/retry';

/** What the command line asks of the app. */
export interface Flags {
  readonly mode: 'app' | 'demo' | 'sync-once' | 'print-metrics' | 'read-export' | 'version' | 'help';
  /** Where settings, cache and logs are kept; the system's usual folder when absent. */
  readonly dataFolder: string | null;
  /** With `demo`: quit after the first sync and print its result. */
  readonly once: boolean;
  /** With `demo`: save a screenshot after the first sync and print where. */
  readonly screenshot: boolean;
  /** Start without showing the window. */
  readonly hidden: boolean;
  /** With `read-export`: the PDF. */
  readonly file: string | null;
  /** With `sync-once`: the password is the first line of standard input. */
  readonly isPasswordOnStdin: boolean;
  /** With `sync-once`: a password is sent that the portal has not accepted before. */
  readonly sendsSamePassword: boolean;
  readonly portal: string | null;
  readonly user: string | null;
  /** How many times to try again after the first attempt; the usual three when `null`. */
  readonly retries: number | null;
  /** Milliseconds before each retry; the usual 5, 10 and 20 s when `null`. */
  readonly retryDelayMs: number | null;
}

/** Reads the command line; Chromium's own switches pass unseen. Fails with BAD_REQUEST for a value that does not fit. */
export function parseFlags(args: readonly string[]): Result<Flags, AppError> {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: {
      demo: { type: 'boolean' },
      'sync-once': { type: 'boolean' },
      'print-metrics': { type: 'boolean' },
      'read-export': { type: 'string' },
      version: { type: 'boolean' },
      help: { type: 'boolean' },
      once: { type: 'boolean' },
      screenshot: { type: 'boolean' },
      hidden: { type: 'boolean' },
      data: { type: 'string' },
      'password-stdin': { type: 'boolean' },
      'send-same-password': { type: 'boolean' },
      portal: { type: 'string' },
      user: { type: 'string' },
      retries: { type: 'string' },
      'retry-delay': { type: 'string' },
    },
  });
  const texts: Record<string, string | null> = {};
  for (const name of ['data', 'portal', 'user', 'read-export'] as const) {
    const value = values[name];
    if (value === true || value === '') {
      return fail(appError('BAD_REQUEST', `--${name} needs a value`));
    }
    texts[name] = typeof value === 'string' ? value : null;
  }
  const retries = wholeNumber('retries', values.retries, 100);
  if (!retries.ok) {
    return retries;
  }
  const retryDelayMs = wholeNumber('retry-delay', values['retry-delay'], 3_600_000);
  if (!retryDelayMs.ok) {
    return retryDelayMs;
  }
  return ok({
    mode: modeOf(values),
    dataFolder: texts['data'] ?? null,
    once: values.once === true,
    screenshot: values.screenshot === true,
    hidden: values.hidden === true,
    file: texts['read-export'] ?? null,
    isPasswordOnStdin: values['password-stdin'] === true,
    sendsSamePassword: values['send-same-password'] === true,
    portal: texts['portal'] ?? null,
    user: texts['user'] ?? null,
    retries: retries.value,
    retryDelayMs: retryDelayMs.value,
  });
}

/** Returns how long to wait before each attempt after the first; where nothing is asked for, the usual times. */
export function retryDelaysOf({ retries, retryDelayMs }: Flags): readonly number[] {
  return Array.from({ length: retries ?? RETRY_DELAYS_MS.length }, (_, index) => {
    return retryDelayMs ?? RETRY_DELAYS_MS[index] ?? RETRY_DELAYS_MS.at(-1) ?? 0;
  });
}

/** The first that is asked for; asking for help or the version outdoes all else. */
const MODES = ['help', 'version', 'read-export', 'print-metrics', 'sync-once', 'demo'] as const;

function modeOf(values: Readonly<Record<string, unknown>>): Flags['mode'] {
  return MODES.find((mode) => values[mode] !== undefined && values[mode] !== false) ?? 'app';
}

function wholeNumber(name: string, value: unknown, max: number): Result<number | null, AppError> {
  if (value === undefined) {
    return ok(null);
  }
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : NaN;
  return number <= max
    ? ok(number)
    : fail(appError('BAD_REQUEST', `--${name} needs a whole number from 0 to ${max}`));
}
