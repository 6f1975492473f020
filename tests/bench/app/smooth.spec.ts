/** Measures typing and scrolling during a sync of 50,000 customers, and without a sync. */
import type { Page } from 'playwright/test';
import { test } from 'playwright/test';
import type { SyncRun } from '../../../preload/contract';
import { connect, lastRunNumber } from '../../e2e/connected';
import { command, launch, quit } from '../../e2e/launch';
import { waitRealTime } from '../../helpers/real-time';
import { record } from '../record';
import { computeMedian } from '../report/figures.mjs';
import { formatQuantity } from '../report/table.mjs';
import { syncedAfter, syncNow } from './app-window';
import { startBenchPortal } from './bench-portal';
import { mainDelayWhile } from './event-loop';
import { framesWhile } from './frames';
import { preparedFolder } from './prepared';

const MANY = 50_000;
const ROUNDS = 3;
const GOAL_DELAY_MS = 20;
const GOAL_FRAME_MS = 50;

interface Smoothness {
  readonly delayMs: number;
  readonly frames: readonly number[];
}

test('typing and scrolling', async () => {
  // Two different exports in turn, so that each sync finds changes.
  const portal = await startBenchPortal(MANY, 2);
  const { app, page } = await launch(await preparedFolder(MANY, portal));
  await connect(page, portal);
  await syncedAfter(page, 1);
  // The portal draws its second export now, so that the first round does not measure the drawing.
  await syncNow(page);
  const measured = async (work: () => Promise<void>): Promise<Smoothness> => {
    let frames: readonly number[] = [];
    const delayMs = await mainDelayWhile(app, async () => {
      frames = await framesWhile(page, work);
    });
    return { delayMs, frames };
  };
  const alone: Smoothness[] = [];
  const syncs: SyncRun[] = [];
  const during: Smoothness[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    alone.push(await measured(() => typeAndScroll(page)));
    const last = await lastRunNumber(page);
    during.push(
      await measured(async () => {
        await command(page, 'sync:start');
        let isOver = false;
        const sync = syncedAfter(page, last).finally(() => {
          isOver = true;
        });
        // Typing goes on until the sync has ended, so that the whole sync is measured.
        const isUsed = (): boolean => !isOver;
        while (isUsed()) {
          await typeAndScroll(page);
        }
        syncs.push(await sync);
      }),
    );
  }
  await quit(app);
  await portal.close();

  const compare = (of: (one: Smoothness) => number): string =>
    `without a sync ${formatQuantity(computeMedian(alone.map(of)), 'ms')}`;
  const delay = ({ delayMs }: Smoothness): number => delayMs;
  const longest = ({ frames }: Smoothness): number => Math.max(...frames);
  const middle = ({ frames }: Smoothness): number => computeMedian(frames);
  record(
    {
      title: 'Delay of main’s event loop, p99',
      unit: 'ms',
      goal: GOAL_DELAY_MS,
      comparedWith: compare(delay),
    },
    during.map(delay),
  );
  record(
    {
      title: 'Longest time between two frames',
      unit: 'ms',
      goal: GOAL_FRAME_MS,
      comparedWith: compare(longest),
    },
    during.map(longest),
  );
  record(
    { title: 'Median time between two frames', unit: 'ms', comparedWith: compare(middle) },
    during.map(middle),
  );
  record(
    { title: 'The sync, with some customers changed', unit: 'ms' },
    syncs.map(({ durationMs }) => durationMs),
  );
});

/** Types and scrolls as an agent does, for about a second. */
async function typeAndScroll(page: Page): Promise<void> {
  await page.getByTestId('customers-search').focus();
  for (const letter of 'studio ros') {
    await page.keyboard.press(letter === ' ' ? 'Space' : letter);
  }
  await page.keyboard.press('Escape');
  await page.getByTestId('customer-list').hover();
  for (let turn = 0; turn < 30; turn += 1) {
    await page.mouse.wheel(0, 400);
    await waitRealTime(16);
  }
}
