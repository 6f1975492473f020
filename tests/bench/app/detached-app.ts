import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { Page } from 'playwright/test';
import { chromium } from 'playwright/test';
import { APP_COMMAND } from '../../e2e/launch';

const DEBUG_PORT = 19_333;

/**
 * The real app without a debugger that holds it up and weighs: its window is only looked at, or asked something, for a
 * moment.
 */
export class DetachedApp {
  readonly pid: number;
  /** Milliseconds since 1970 UTC. */
  readonly startedAt = Date.now();
  readonly #child: ChildProcess;

  constructor(folder: string, env: Readonly<Record<string, string>> = {}) {
    const [program, ...args] = APP_COMMAND;
    this.#child = spawn(program, [...args, '--data', folder, `--remote-debugging-port=${DEBUG_PORT}`], {
      stdio: 'ignore',
      env: { ...process.env, ...env },
    });
    this.pid = this.#child.pid ?? 0;
  }

  /** Lets go of the window again before it gives what `ask` has given. */
  ask<Value>(ask: (page: Page) => Promise<Value>): Promise<Value> {
    return this.#look((page) => {
      if (page === undefined) {
        throw new Error('The app has no window');
      }
      return ask(page);
    });
  }

  /** Whether the window is there and shown. */
  isSeen(): Promise<boolean> {
    return this.#look(async (page) => (await page?.evaluate(() => document.visibilityState)) === 'visible');
  }

  async #look<Value>(look: (page: Page | undefined) => Promise<Value>): Promise<Value> {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${DEBUG_PORT}`);
    try {
      const pages = browser.contexts().flatMap((context) => context.pages());
      return await look(pages.find((one) => one.url().startsWith('archibald-app:')));
    } finally {
      await browser.close();
    }
  }

  async quit(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    await gone;
  }
}
