import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { chromium, expect, test } from 'playwright/test';
import type { Page } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import type { Bridge } from '../../preload/contract';
import { command, APP_COMMAND, dataFolder, launch, quit } from './launch';
import { prepare } from './prepare';

const STARTS = 5;
const MANY = 50_000;
const DEBUG_PORT = 19_333;
/** A frame that comes later than this after the last one was missed at 60 frames a second. */
const LATE_MS = 25;

interface WithBridge {
  readonly archibald: Bridge;
}

test.skip(process.env['WINDOW_BENCH'] === undefined, 'Timings are measured by npm run bench:window');

test('how long the start takes, with 1,500 and 50,000 customers', async () => {
  test.setTimeout(10 * 60_000);
  const figures: Record<string, unknown> = {};
  for (const customers of [1_500, MANY]) {
    const folder = await prepare({ customers });
    const times: number[] = [];
    for (let start = 0; start < STARTS; start += 1) {
      times.push(await startMs(folder));
    }
    times.sort((one, other) => one - other);
    figures[`${customers} customers`] = { medianMs: times[Math.floor(STARTS / 2)], worstMs: times.at(-1) };
  }
  process.stdout.write(`\n${JSON.stringify({ start: figures })}\n`);
});

test('how smoothly one types and scrolls, alone and while 50,000 customers are synced', async () => {
  test.setTimeout(10 * 60_000);
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    count: MANY,
    exportDelayMs: 0,
    loadingPanelMs: 50,
    pieceBytes: 1_048_576,
    pieceDelayMs: 1,
  });
  const { app, page } = await launch(dataFolder());
  await command(page, 'connection:connect', { portalUrl: portal.url, user: 'demo', password: 'demo' });
  await synced(page, 1);
  const alone = await framesWhile(page, async () => {
    await use(page, () => Promise.resolve(false), 3);
  });
  await command(page, 'sync:start');
  // The portal draws its 9,000 pages first: that is the server's work, not the laptop's.
  await page.waitForFunction(
    () => document.querySelector('[data-testid=sync-count]')?.textContent !== '',
    undefined,
    { timeout: 300_000, polling: 'raf' },
  );
  const during = await framesWhile(page, async () => {
    await use(page, () => isSyncing(page), Infinity);
  });
  process.stdout.write(`\n${JSON.stringify({ frames: { alone, during } })}\n`);
  await quit(app);
  await portal.close();
});

/** From the start of the process until the customers are painted, without a debugger that holds the app up. */
async function startMs(folder: string): Promise<number> {
  const [program, ...args] = APP_COMMAND;
  const startedAt = Date.now();
  const child = spawn(program, [...args, '--data', folder, `--remote-debugging-port=${DEBUG_PORT}`], {
    stdio: 'ignore',
  });
  // Looked at only when it is over, so that looking costs nothing.
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${DEBUG_PORT}`);
  const page = browser.contexts().flatMap((context) => context.pages())[0];
  const shownAt = await page?.evaluate(() => {
    const [mark] = performance.getEntriesByName('customers-shown');
    return mark === undefined ? null : performance.timeOrigin + mark.startTime;
  });
  await browser.close();
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
  expect(shownAt, 'customers were shown').toBeGreaterThan(startedAt);
  return Math.round((shownAt ?? 0) - startedAt);
}

/** Types and scrolls as an agent does, `rounds` times or until it is over. */
async function use(page: Page, goesOn: () => Promise<boolean>, rounds: number): Promise<void> {
  const search = page.getByTestId('customers-search');
  await page.getByTestId('scope-all').click();
  for (let round = 0; round < rounds; round += 1) {
    await search.focus();
    for (const letter of 'studio ros') {
      await page.keyboard.press(letter === ' ' ? 'Space' : letter);
    }
    await page.keyboard.press('Escape');
    await page.getByTestId('customer-list').hover();
    for (let turn = 0; turn < 30; turn += 1) {
      await page.mouse.wheel(0, 400);
      await page.waitForTimeout(16);
    }
    if (rounds === Infinity && !(await goesOn())) {
      return;
    }
  }
}

interface Frames {
  readonly frames: number;
  readonly seconds: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly longestMs: number;
  /** Frames that came late, as a fraction of all. */
  readonly lateShare: number;
}

async function framesWhile(page: Page, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const times: number[] = [];
    const global = globalThis as { frameTimes?: number[]; frameLoop?: number };
    global.frameTimes = times;
    const next = (at: number): void => {
      times.push(at);
      global.frameLoop = requestAnimationFrame(next);
    };
    global.frameLoop = requestAnimationFrame(next);
  });
  await work();
  const times = await page.evaluate(() => {
    const global = globalThis as { frameTimes?: number[]; frameLoop?: number };
    cancelAnimationFrame(global.frameLoop ?? 0);
    return global.frameTimes ?? [];
  });
  const deltas = times.slice(1).map((at, index) => at - (times[index] ?? at));
  const sorted = [...deltas].sort((one, other) => one - other);
  const at = (share: number): number =>
    Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
  return {
    frames: deltas.length,
    seconds: Math.round(((times.at(-1) ?? 0) - (times[0] ?? 0)) / 100) / 10,
    medianMs: at(0.5),
    p99Ms: at(0.99),
    longestMs: Math.round((sorted.at(-1) ?? 0) * 10) / 10,
    lateShare: Math.round((deltas.filter((delta) => delta > LATE_MS).length / deltas.length) * 1_000) / 1_000,
  };
}

function isSyncing(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const status = await (window as unknown as WithBridge).archibald.invoke('sync:status');
    return status.ok && status.value.running !== null;
  });
}

async function synced(page: Page, runs: number): Promise<void> {
  for (;;) {
    const total = await page.evaluate(async () => {
      const status = await (window as unknown as WithBridge).archibald.invoke('sync:status');
      return status.ok && status.value.running === null ? status.value.metrics.totalSyncs : 0;
    });
    if (total >= runs) {
      return;
    }
    await page.waitForTimeout(500);
  }
}
