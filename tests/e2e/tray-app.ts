/**
 * Runs the app as it runs for an agent all day: in a tray, without a debugger that adds weight.
 * Only the tray's menu operates it. Connecting an account is the exception, because it needs the
 * window.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, expect } from 'playwright/test';
import type { Browser, Page } from 'playwright/test';
import { SETTINGS_FILE } from '../../main/settings/settings';
import { defaultSettings, saveSettings } from '../../main/settings/settings-file';
import { weighTree } from '../helpers/process-tree';
import { connect } from './connected';
import { APP_COMMAND } from './launch';
import type { TrayHost } from './tray-host';

const SYNC_TIMEOUT_MS = 60_000;

export class TrayApp {
  readonly #tray: TrayHost;
  readonly #child: ChildProcess;
  readonly #debugPort: number;
  #log = '';

  private constructor(tray: TrayHost, child: ChildProcess, debugPort: number) {
    this.#tray = tray;
    this.#child = child;
    this.#debugPort = debugPort;
    const keep = (data: Buffer): void => void (this.#log += data.toString());
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
  }

  static async start(
    tray: TrayHost,
    folder: string,
    debugPort: number,
    args: readonly string[] = [],
  ): Promise<TrayApp> {
    if (!existsSync(join(folder, SETTINGS_FILE))) {
      // A new portal would raise a question about the password, which nobody could answer.
      saveSettings(join(folder, SETTINGS_FILE), { ...defaultSettings(), cacheOwner: 'demo@127.0.0.1' });
    }
    const [program, ...first] = APP_COMMAND;
    const child = spawn(
      program,
      [...first, '--data', folder, `--remote-debugging-port=${debugPort}`, ...args],
      { env: { ...process.env, ...tray.env }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const app = new TrayApp(tray, child, debugPort);
    await expect.poll(() => tray.labels()).toContain('Apri');
    return app;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** The number of syncs that have succeeded so far. */
  get syncs(): number {
    return this.#log.match(/\[CustomerSync\] Run \d+ succeeded/g)?.length ?? 0;
  }

  /** Connects the demo account in the window and waits for the sync that follows. */
  async connect(portalUrl: string): Promise<void> {
    await this.#inWindow((page) => connect(page, { url: portalUrl }));
    await this.synced(1);
  }

  /** Closes the window for good, as the app does 30 s after the agent has closed it. */
  async closeWindow(): Promise<void> {
    await this.#inWindow((page) => page.evaluate(() => window.close()).catch(() => undefined));
    await expect.poll(() => weighTree(this.pid).members.some(({ role }) => role === 'renderer')).toBe(false);
  }

  /**
   * Opens a new window through the tray. Returns the milliseconds until it has painted customers.
   */
  async openWindow(): Promise<number> {
    const askedAt = Date.now();
    await this.#tray.click('Apri');
    const shownAt = await this.#inWindow((page) =>
      page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            new PerformanceObserver((list) => {
              for (const { startTime } of list.getEntriesByName('customers-shown')) {
                resolve(performance.timeOrigin + startTime);
              }
            }).observe({ type: 'mark', buffered: true });
          }),
      ),
    );
    expect(shownAt, 'customers were shown in a new window').toBeGreaterThan(askedAt);
    return Math.round(shownAt - askedAt);
  }

  /** Starts a sync through the tray's menu and waits for its end. */
  async sync(): Promise<void> {
    const before = this.syncs;
    await this.#tray.click('Aggiorna Clienti');
    await this.synced(before + 1);
  }

  async synced(syncs: number): Promise<void> {
    await expect.poll(() => this.syncs, { timeout: SYNC_TIMEOUT_MS }).toBeGreaterThanOrEqual(syncs);
  }

  async #inWindow<Value>(work: (page: Page) => Promise<Value>): Promise<Value> {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${this.#debugPort}`);
    try {
      return await work(await ownPage(browser));
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

async function ownPage(browser: Browser): Promise<Page> {
  const isOurs = (page: Page): boolean => page.url().startsWith('archibald-app:');
  const pages = (): readonly Page[] => browser.contexts().flatMap((context) => context.pages());
  await expect.poll(() => pages().some(isOurs)).toBe(true);
  return pages().find(isOurs) as Page;
}
