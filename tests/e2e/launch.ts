/**
 * Starts the real app for the end-to-end tests. Several tests run at once (playwright.config.ts).
 * Each test has:
 * - The display of its worker, so that no window takes another's focus or clipboard. It is set in
 *   the environment of this process, which all programs of a test inherit.
 * - Its own `dataFolder()`. Data that need a sync are made once in a run and copied (`prepare`).
 * - Ports that the system finds free, or `workerPort(…)`, which belongs to the worker.
 *
 * Tests of a file may run at the same time, in any worker. Tests that continue the previous one
 * declare `test.describe.configure({ mode: 'serial' })`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';

export const PROJECT = resolve(__dirname, '../..');

/** The Electron that `npm test` found. */
const EXECUTABLE = process.env['E2E_ELECTRON'] ?? '';
/** The flags that Electron needs on this machine (root, no GPU). */
const FLAGS = (process.env['E2E_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '');

const WORKER = Number(process.env['TEST_PARALLEL_INDEX'] ?? 0);

const display = (process.env['E2E_DISPLAYS'] ?? '').split(' ')[WORKER] ?? '';
if (display !== '') {
  process.env['DISPLAY'] = display;
}

/** Returns this worker's port in the range that begins with `first`. */
export function workerPort(first: number): number {
  return first + WORKER;
}

/** The program that starts the app, with its first arguments. */
export const APP_COMMAND: readonly [string, ...string[]] = [EXECUTABLE, PROJECT, ...FLAGS];

/**
 * Creates a data folder for one test, removed after the run. Its name has blanks and an accent, as
 * user names have.
 */
export function dataFolder(): string {
  return mkdtempSync(join(process.env['E2E_FOLDER'] ?? tmpdir(), 'archibald e2e à-'));
}

/** Returns the log of the app on this data folder, or '' before there is one. */
export function readLog(folder: string): string {
  const path = join(folder, 'logs/archibald-agent.log');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** Starts the real app on a data folder and waits for its window. */
export async function launch(
  folder: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  project = PROJECT,
): Promise<RunningApp> {
  const app = await launchHidden(folder, args, env, project);
  return { app, page: await appWindow(app) };
}

/**
 * Starts the real app without waiting for a window: `--hidden` opens none. Main's own questions are
 * answered with yes.
 */
export async function launchHidden(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  project = PROJECT,
): Promise<ElectronApplication> {
  const app = await _electron.launch({
    executablePath: EXECUTABLE,
    args: [project, ...FLAGS, '--data', folder, ...args],
    env: { ...(process.env as Record<string, string>), ...env },
  });
  repeatLostAnswers(app);
  await answerQuestions(app, 'yes');
  return app;
}

/**
 * Evaluates again in main if V8 has collected the answer before it was sent. This is rare and no
 * fault of the app. Functions for main should therefore do no harm twice.
 */
function repeatLostAnswers(app: ElectronApplication): void {
  const evaluate = app.evaluate.bind(app) as (...args: readonly unknown[]) => Promise<unknown>;
  const patient = (...args: readonly unknown[]): Promise<unknown> =>
    evaluate(...args).catch((error: unknown) => {
      if (String(error).includes('promise was garbage collected')) {
        return evaluate(...args);
      }
      throw error;
    });
  app.evaluate = patient as typeof app.evaluate;
}

/**
 * Answers all further questions of main, which the system would show, and records them for {@link
 * shownQuestions}.
 */
export async function answerQuestions(app: ElectronApplication, answer: 'yes' | 'no'): Promise<void> {
  await app.evaluate(
    ({ dialog }, response) => {
      const kept = globalThis as { shownQuestions?: string[] };
      kept.shownQuestions ??= [];
      dialog.showMessageBox = ((...args: { message?: string }[]) => {
        kept.shownQuestions?.push(args.at(-1)?.message ?? '');
        return Promise.resolve({ response, checkboxChecked: false });
      }) as typeof dialog.showMessageBox;
    },
    Number(answer === 'yes'),
  );
}

/** Returns the questions that main has asked since the start. */
export function shownQuestions(app: ElectronApplication): Promise<readonly string[]> {
  return app.evaluate(() => (globalThis as { shownQuestions?: string[] }).shownQuestions ?? []);
}

/** Moves main's clock on and lets main check its plan, as after the computer's sleep. */
export async function later(app: ElectronApplication, ms: number): Promise<void> {
  await app.evaluate(({ powerMonitor }, shift) => {
    const { now } = Date;
    Date.now = () => now() + shift;
    powerMonitor.emit('resume');
  }, ms);
}

/** Returns the app's window as soon as there is one. */
export async function appWindow(app: ElectronApplication): Promise<Page> {
  // Only the app's window has the custom scheme; the portal's window does not.
  const isOurs = (page: Page): boolean => page.url().startsWith('archibald-app:');
  const page = app.windows().find(isOurs) ?? (await app.waitForEvent('window', isOurs));
  await page.waitForLoadState('domcontentloaded');
  return page;
}

/** Ends the app as its menu does, and returns the duration in milliseconds. */
export async function quit(app: ElectronApplication): Promise<number> {
  const startedAt = Date.now();
  const gone = app.waitForEvent('close');
  await app.evaluate(({ app: electronApp }) => electronApp.quit()).catch(() => undefined);
  await gone;
  return Date.now() - startedAt;
}

/** Sends a command to main. Name and arguments are unchecked, so tests can send invalid ones. */
export function command(page: Page, name: string, argument?: unknown): Promise<unknown> {
  return page.evaluate(
    ([asked, value]) =>
      (
        window as unknown as { archibald: { invoke: (name: string, argument: unknown) => Promise<unknown> } }
      ).archibald.invoke(asked, value),
    [name, argument] as const,
  );
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the app or a head-less command to its end, as the npm scripts do. */
export function run(
  kind: 'app' | 'node',
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  onStart: (
    kill: (signal: NodeJS.Signals) => void,
    onLog: (listener: (text: string) => void) => void,
  ) => void = () => undefined,
  input = '',
): Promise<Finished> {
  const [program, first] =
    kind === 'app'
      ? [EXECUTABLE, [PROJECT, ...FLAGS]]
      : [process.execPath, [join(PROJECT, 'out/main/cli.js')]];
  return new Promise((done, reject) => {
    const child = spawn(program, [...first, ...args], { env: { ...process.env, ...env } });
    child.stdin.end(input);
    let stdout = '';
    let stderr = '';
    const listeners: ((text: string) => void)[] = [];
    child.stdout.on('data', (data: Buffer) => {
      stdout += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      stderr += data.toString();
      listeners.forEach((listener) => listener(stderr));
    });
    child.once('error', reject);
    child.once('close', (code) => done({ code, stdout, stderr }));
    onStart(
      (signal) => void child.kill(signal),
      (listener) => void listeners.push(listener),
    );
  });
}

/** Runs a head-less sync, with the password as a line of standard input. */
export function runSync(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  onStart?: Parameters<typeof run>[3],
  password = 'demo',
): Promise<Finished> {
  return run('app', [...args, '--password-stdin'], env, onStart, `${password}\n`);
}

/** Returns the last line of standard output, parsed as JSON. */
export function lastJson(stdout: string): unknown {
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
