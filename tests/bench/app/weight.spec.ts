/**
 * Measures the resources of the app: memory with the window and in the tray, CPU in the tray, size
 * on disk. Memory is the proportional set size, in which a page shared by n processes counts 1/n in
 * each. Another running Electron would share pages and make the app look smaller.
 */
import { join } from 'node:path';
import { test } from 'playwright/test';
import { dataFolder } from '../../e2e/launch';
import { TrayApp } from '../../e2e/tray-app';
import { TrayHost, mayHostTray } from '../../e2e/tray-host';
import type { TreeMember } from '../../helpers/process-tree';
import { measureCpuSeconds, weighTree } from '../../helpers/process-tree';
import { waitRealTime } from '../../helpers/real-time';
import { record } from '../record';
import { computeMedian } from '../report/figures.mjs';
import { formatQuantity } from '../report/table.mjs';
import { startBenchPortal } from './bench-portal';
import { DetachedApp } from './detached-app';
import { emptyApp } from './empty-app';
import { packageSize } from './package-size';

const CUSTOMERS = 1_452;
const SAMPLES = 5;
const IDLE_SECONDS = 20;
const CPU_SECONDS = 60;
/** The wait for the empty app. It needs less time than the app, because it has nothing to do. */
const EMPTY_IDLE_SECONDS = 5;
const DEBUG_PORT = 19_334;
const GOAL_TRAY_MB = 20;
const GOAL_CPU_PERCENT = 0.2;
const GOAL_SIZE_MB = 20;

test('memory and CPU', async () => {
  test.skip(process.platform !== 'linux' || !mayHostTray(), 'needs Linux with dbus-daemon and gdbus');
  const empty = await weighEmptyApp();
  recordWeight('Electron alone, its window closed', empty);

  const portal = await startBenchPortal(CUSTOMERS, 1);
  const tray = await TrayHost.start();
  const app = await TrayApp.start(tray, dataFolder(), DEBUG_PORT);
  await app.connect(portal.url);
  await app.sync();
  await seconds(IDLE_SECONDS);
  recordWeight(`Memory with the window open, ${IDLE_SECONDS} s after a sync`, await sample(app.pid));

  await app.closeWindow();
  await app.sync();
  await seconds(IDLE_SECONDS);
  const hidden = await sample(app.pid);
  recordWeight(`Memory in the tray, ${IDLE_SECONDS} s after a sync`, hidden);
  const alone = computeMedian(empty.map(sum));
  record(
    { title: 'Memory in the tray: more than Electron alone', unit: 'MB', goal: GOAL_TRAY_MB },
    hidden.map((tree) => sum(tree) - alone),
  );
  record(
    {
      title: `CPU in the tray over ${CPU_SECONDS} s`,
      unit: '%',
      goal: GOAL_CPU_PERCENT,
      comparedWith: 'of one core',
    },
    await cpuPercents(app.pid),
  );
  await app.quit();
  tray.close();
  await portal.close();
});

/** Measures Electron's own memory, before the app starts and shares pages with it. */
async function weighEmptyApp(): Promise<readonly (readonly TreeMember[])[]> {
  const app = new DetachedApp(dataFolder(), { program: emptyApp(), address: 'file:' });
  await seconds(EMPTY_IDLE_SECONDS);
  await app.ask((page) => page.evaluate(() => window.close()));
  await seconds(EMPTY_IDLE_SECONDS);
  const samples = await sample(app.pid);
  await app.quit();
  return samples;
}

function recordWeight(title: string, samples: readonly (readonly TreeMember[])[]): void {
  record({ title, unit: 'MB', comparedWith: byKind(samples) }, samples.map(sum));
}

test('size of the package', () => {
  const size = packageSize(join(__dirname, '../../../dist/linux-unpacked'));
  test.skip(size === null, 'npm run dist -- --dir has not made one');
  if (size === null) {
    return;
  }
  const megabytes = (bytes: number): number => bytes / 1_000_000;
  const ours = size.parts.reduce((all, { bytes }) => all + bytes, 0);
  const parts = size.parts.map(({ name, bytes }) => `${name} ${formatQuantity(megabytes(bytes), 'MB')}`);
  record(
    {
      title: 'Packaged app without Electron',
      unit: 'MB',
      goal: GOAL_SIZE_MB,
      comparedWith: [
        ...parts.slice(0, 5),
        `with Electron ${formatQuantity(megabytes(size.totalBytes), 'MB')}`,
      ].join(', '),
    },
    [megabytes(ours)],
  );
});

async function sample(pid: number): Promise<readonly (readonly TreeMember[])[]> {
  const samples = [];
  for (let time = 0; time < SAMPLES; time += 1) {
    samples.push(weighTree(pid).members);
    await seconds(1);
  }
  return samples;
}

function sum(tree: readonly TreeMember[]): number {
  return tree.reduce((all, { megabytes }) => all + megabytes, 0);
}

/** Returns the medians of the processes by kind, such as `browser 141 MB, renderer 70 MB`. */
function byKind(samples: readonly (readonly TreeMember[])[]): string {
  const kinds = [...new Set(samples.flatMap((tree) => tree.map(({ role }) => role)))];
  const weights = kinds.map((kind) => ({
    kind,
    megabytes: computeMedian(samples.map((tree) => sum(tree.filter(({ role }) => role === kind)))),
  }));
  return weights
    .sort((one, other) => other.megabytes - one.megabytes)
    .map(({ kind, megabytes }) => `${kind} ${formatQuantity(megabytes, 'MB')}`)
    .join(', ');
}

/** Returns the CPU use, as a percentage of one core, in each of five equal parts of the time. */
async function cpuPercents(pid: number): Promise<readonly number[]> {
  const length = CPU_SECONDS / SAMPLES;
  const percents = [];
  for (let part = 0; part < SAMPLES; part += 1) {
    const before = measureCpuSeconds(pid);
    await seconds(length);
    percents.push((100 * (measureCpuSeconds(pid) - before)) / length);
  }
  return percents;
}

function seconds(count: number): Promise<void> {
  return waitRealTime(count * 1_000);
}
