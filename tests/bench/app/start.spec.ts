/** Measures the time from process start to shown customers, with 1,452 and 50,000 of them. */
import { expect, test } from 'playwright/test';
import { dataFolder } from '../../e2e/launch';
import { signOut } from '../../e2e/prepare';
import { TrayApp } from '../../e2e/tray-app';
import { TrayHost, mayHostTray } from '../../e2e/tray-host';
import { waitRealTime } from '../../helpers/real-time';
import { record } from '../record';
import type { OtherApp } from './detached-app';
import { DetachedApp } from './detached-app';
import { emptyApp } from './empty-app';
import { preparedFolder } from './prepared';

const ROUNDS = 5;
/** The goals by number of customers: the most ms that the start takes longer than Electron's. */
const GOALS_MS = { 1_452: 350, 50_000: 450 };
/** The wait before the test examines the page, so that it does not slow the start. */
const LOOK_AFTER_MS = 3_000;
const TRAY_CUSTOMERS = 1_452;
/** A wait after which the app has freed the memory of a closed window. */
const RESTED_AFTER_MS = 8_000;
const DEBUG_PORT = 19_334;

test('the start', async () => {
  const starts = [];
  for (const [size, goal] of Object.entries(GOALS_MS)) {
    const customers = Number(size);
    const folder = await preparedFolder(customers);
    signOut(folder);
    starts.push({ customers, goal, folder, times: [] as number[] });
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
  record({ title: 'Electron alone, to a page with one word', unit: 'ms' }, emptyTimes);
  for (const { customers, goal, times } of starts) {
    const title = `${customers.toLocaleString('en-GB')} customers`;
    record({ title, unit: 'ms' }, times);
    record(
      { title: `${title}: more than Electron alone in the same turn`, unit: 'ms', goal },
      times.map((time, round) => time - (emptyTimes[round] ?? NaN)),
    );
  }
});

test('the window from the tray', async () => {
  test.skip(!mayHostTray(), 'needs Linux with dbus-daemon and gdbus');
  const tray = await TrayHost.start();
  const folder = await preparedFolder(TRAY_CUSTOMERS);
  signOut(folder);
  const app = await TrayApp.start(tray, folder, DEBUG_PORT);
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await app.closeWindow();
    await waitRealTime(RESTED_AFTER_MS);
    times.push(await app.openWindow());
  }
  await app.quit();
  tray.close();
  const title = `The window from the tray, ${TRAY_CUSTOMERS.toLocaleString('en-GB')} customers`;
  record({ title, unit: 'ms' }, times);
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
