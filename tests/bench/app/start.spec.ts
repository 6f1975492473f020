/** Measures the time from the process start to the painted customers, both sizes in turn. */
import { expect, test } from 'playwright/test';
import { dataFolder } from '../../e2e/launch';
import { signOut } from '../../e2e/prepare';
import { waitRealTime } from '../../helpers/passing-time';
import { record } from '../record';
import { computeMedian } from '../report/figures.mjs';
import { formatQuantity } from '../report/table.mjs';
import type { OtherApp } from './detached-app';
import { DetachedApp } from './detached-app';
import { emptyApp } from './empty-app';
import { preparedFolder } from './prepared';

const ROUNDS = 5;
const SIZES = [1_452, 50_000] as const;
const GOAL_MS = 900;
/** Checked only after the start, so that the check does not slow it down. */
const LOOK_AFTER_MS = 3_000;

test('the start', async () => {
  const starts = [];
  for (const customers of SIZES) {
    const folder = await preparedFolder(customers);
    signOut(folder);
    starts.push({ customers, folder, times: [] as number[] });
  }
  const empty: OtherApp = { program: emptyApp(), address: 'file:' };
  const emptyTimes: number[] = [];
  const emptyData = dataFolder();
  for (let round = 0; round < ROUNDS; round += 1) {
    emptyTimes.push(await startMs(emptyData, empty));
    for (const { folder, times } of starts) {
      times.push(await startMs(folder));
    }
  }
  record(
    { id: 'start.empty', title: 'Electron alone, to a page with one word', unit: 'ms', better: null },
    emptyTimes,
  );
  for (const { customers, times } of starts) {
    const title = `${customers.toLocaleString('en-GB')} customers`;
    const beside = `${formatQuantity(computeMedian(times) - computeMedian(emptyTimes), 'ms')} more than Electron alone`;
    record({ id: `start.${customers}`, title, unit: 'ms', goal: GOAL_MS, comparedWith: beside }, times);
  }
});

async function startMs(folder: string, other?: OtherApp): Promise<number> {
  const app = new DetachedApp(folder, other);
  await waitRealTime(LOOK_AFTER_MS);
  const shownAt = await app.ask((page) =>
    page.evaluate(() => {
      const [mark] = performance.getEntriesByName('customers-shown');
      return mark === undefined ? 0 : performance.timeOrigin + mark.startTime;
    }),
  );
  await app.quit();
  expect(shownAt, 'customers were shown').toBeGreaterThan(app.startedAt);
  return shownAt - app.startedAt;
}
