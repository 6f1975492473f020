/** From the start of the process until the customers are painted, the two sizes in turn. */
import { expect, test } from 'playwright/test';
import { signOut } from '../../e2e/prepare';
import { record } from '../record';
import { DetachedApp } from './detached-app';
import { preparedFolder } from './prepared';

const ROUNDS = 5;
const SIZES = [1_452, 50_000] as const;
const GOAL_MS = 900;
/** Looked at only when it is over, so that looking costs nothing. */
const LOOK_AFTER_MS = 4_000;

test('the start', async () => {
  const starts = [];
  for (const customers of SIZES) {
    const folder = await preparedFolder(customers);
    signOut(folder);
    starts.push({ customers, folder, times: [] as number[] });
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { folder, times } of starts) {
      times.push(await startMs(folder));
    }
  }
  for (const { customers, times } of starts) {
    const title = `${customers.toLocaleString('en-GB')} customers`;
    record({ id: `start.${customers}`, title, unit: 'ms', goal: GOAL_MS }, times);
  }
});

async function startMs(folder: string): Promise<number> {
  const app = new DetachedApp(folder);
  await new Promise((resolve) => setTimeout(resolve, LOOK_AFTER_MS));
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
