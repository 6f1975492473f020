import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { Page } from 'playwright/test';
import { chromium } from 'playwright/test';
import { APP_COMMAND } from '../../e2e/launch';

const DEBUG_PORT = 19_333;

/** A program to start in place of the real app, and the beginning of its page's address. */
export interface OtherApp {
  readonly program: string;
  readonly address: string;
}

/** Runs the app with a debugger attached only while a test examines the page. */
export class DetachedApp {
  /** The start time in milliseconds since 1970 UTC. */
  readonly startedAt = Date.now();
  readonly #child: ChildProcess;
  readonly #address: string;

  constructor(folder: string, other?: OtherApp) {
    const [electron, project, ...flags] = APP_COMMAND;
    this.#address = other?.address ?? 'archibald-app:';
    const data = other === undefined ? ['--data', folder] : [`--user-data-dir=${folder}`];
    const args = [other?.program ?? project ?? '', ...flags, ...data];
    this.#child = spawn(electron, [...args, `--remote-debugging-port=${DEBUG_PORT}`], { stdio: 'ignore' });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Runs `ask` on the window's page, and disconnects before it returns the result. */
  async ask<Value>(ask: (page: Page) => Promise<Value>): Promise<Value> {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${DEBUG_PORT}`);
    try {
      const pages = browser.contexts().flatMap((context) => context.pages());
      const page = pages.find((one) => one.url().startsWith(this.#address));
      if (page === undefined) {
        throw new Error('The app has no window');
      }
      return await ask(page);
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
