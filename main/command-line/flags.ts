import { parseArgs } from 'node:util';
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { RETRY_DELAYS_MS } from '../sync/run/retry';

interface FlagRow {
  readonly help: string;
  /** The placeholder of the value in the help. Without it the flag is a boolean. */
  readonly value?: string;
  /** The largest number allowed. A flag with this property takes a whole number. */
  readonly max?: number;
  /** Whether the flag selects a mode in place of opening the window. */
  readonly isMode?: true;
}

/** The flags in the order of the help. Of several given modes, the last one here is used. */
const FLAGS = {
  hidden: { help: 'starts in the tray, without the window' },
  data: { value: 'DIR', help: 'keeps settings, customers and logs there instead of the usual folder' },
  demo: { isMode: true, help: 'a made-up portal with 1,452 customers' },
  once: { help: 'with --demo: quits after the first sync and prints its result as JSON' },
  screenshot: { help: 'with --demo: saves a picture of the window after the first sync and prints its path' },
  'sync-once': {
    isMode: true,
    help: 'one sync without a window, into --data DIR, with --password-stdin',
  },
  portal: { value: 'URL', help: 'with --sync-once: the address of the portal' },
  user: { value: 'NAME', help: 'with --sync-once: the user' },
  'password-stdin': {
    help: 'with --sync-once: the password is the first line of standard input; no variable holds it',
  },
  'send-same-password': {
    help: 'with --sync-once: sends a password again that was not accepted; repeating it locks the account',
  },
  retries: { value: 'N', max: 100, help: 'the number of retries after the first attempt' },
  'retry-delay': { value: 'MS', max: 3_600_000, help: 'milliseconds before each new attempt' },
  'print-metrics': { isMode: true, help: 'the figures of the metrics panel as JSON: --data DIR' },
  'read-export': { isMode: true, value: 'FILE', help: 'reads an export and prints its customers as JSON' },
  version: { isMode: true, help: 'the version of the app' },
  help: { isMode: true, help: 'this text' },
} as const satisfies Record<string, FlagRow>;

type FlagName = keyof typeof FLAGS;
type ModeName = {
  [Name in FlagName]: (typeof FLAGS)[Name] extends { isMode: true } ? Name : never;
}[FlagName];
type ValueOf<Row> = Row extends { max: number }
  ? number | null
  : Row extends { value: string }
    ? string | null
    : boolean;

/** The parsed command line, by flag; `null` for a value that is not given. */
export type Flags = { readonly [Name in FlagName]: ValueOf<(typeof FLAGS)[Name]> } & {
  readonly mode: 'app' | ModeName;
};

const ROWS = Object.entries<FlagRow>(FLAGS);

export const FLAG_NAMES: readonly string[] = Object.keys(FLAGS);

/** Parses the app's own flags and ignores Chromium's. Fails with BAD_REQUEST for a bad value. */
export function parseFlags(args: readonly string[]): Result<Flags, AppError> {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: Object.fromEntries(
      ROWS.map(([name, { value }]) => [name, { type: value === undefined ? 'boolean' : 'string' } as const]),
    ),
  });
  const flags: Record<string, string | number | boolean | null> = { mode: 'app' };
  for (const [name, row] of ROWS) {
    const read = valueOf(name, row, values[name]);
    if (!read.ok) {
      return read;
    }
    flags[name] = read.value;
    if (row.isMode === true && read.value !== null && read.value !== false) {
      flags['mode'] = name;
    }
  }
  return ok(flags as Flags);
}

function valueOf(
  name: string,
  { value, max }: FlagRow,
  given: unknown,
): Result<string | number | boolean | null, AppError> {
  if (value === undefined) {
    return ok(given !== undefined);
  }
  if (given === undefined) {
    return ok(null);
  }
  if (max !== undefined) {
    const number = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : NaN;
    return number <= max
      ? ok(number)
      : fail(appError('BAD_REQUEST', `--${name} needs a whole number from 0 to ${max}`));
  }
  return typeof given === 'string' && given !== ''
    ? ok(given)
    : fail(appError('BAD_REQUEST', `--${name} needs a value`));
}

/** Returns the wait before each retry in milliseconds, by default {@link RETRY_DELAYS_MS}. */
export function parseRetryDelays({
  retries,
  'retry-delay': delayMs,
}: Pick<Flags, 'retries' | 'retry-delay'>): readonly number[] {
  return Array.from({ length: retries ?? RETRY_DELAYS_MS.length }, (_, index) => {
    return delayMs ?? RETRY_DELAYS_MS[index] ?? RETRY_DELAYS_MS.at(-1) ?? 0;
  });
}

export function helpText(): string {
  const rows = ROWS.map(([name, { value, help }]) => {
    return [value === undefined ? `--${name}` : `--${name} ${value}`, help] as const;
  });
  const all = [
    ['(nothing)', 'opens the window'] as const,
    ...rows,
    ['archibald-agent://cliente/ID', 'opens that customer'] as const,
  ];
  const width = Math.max(...all.map(([flag]) => flag.length));
  return [
    "Archibald Agent keeps a field sales agent's Archibald customers fresh, local and searchable.",
    '',
    ...all.map(([flag, help]) => `  ${flag.padEnd(width)}  ${help}`),
  ].join('\n');
}
