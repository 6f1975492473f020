/**
 * Measures the resources of the app: memory with the window and in the tray, CPU in the tray, size
 * on disk. Memory is that of all processes some time after a sync, with shared memory counted once.
 * The controlling debugger is included.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { connect } from '../../e2e/connected';
import { APP_COMMAND, dataFolder, launch, quit } from '../../e2e/launch';
import { TrayHost, mayHostTray } from '../../e2e/tray-host';
import { waitRealTime } from '../../helpers/passing-time';
import type { TreeMember } from '../../helpers/process-tree';
import { measureCpuSeconds, weighTree } from '../../helpers/process-tree';
import { IS_LONG, record } from '../record';
import { computeMedian } from '../report/figures.mjs';
import { formatQuantity } from '../report/table.mjs';
import { syncedAfter, syncNow } from './app-window';
import { startBenchPortal } from './bench-portal';
import { NO_WINDOW, emptyApp } from './empty-app';
import { packageSize } from './package-size';
import { preparedFolder } from './prepared';

const CUSTOMERS = 1_452;
const SAMPLES = 5;
const REST_SECONDS = IS_LONG ? 120 : 45;
const CPU_SECONDS = IS_LONG ? 300 : 60;
/** The empty app has nothing to do and is soon idle. */
const EMPTY_REST_SECONDS = 10;
const GOAL_TRAY_MB = 150;
const GOAL_CPU_PERCENT = 0.2;
const GOAL_SIZE_MB = 20;

test('memory and CPU', async () => {
  test.skip(process.platform !== 'linux' || !mayHostTray(), 'needs Linux with dbus-daemon and gdbus');
  const portal = await startBenchPortal(CUSTOMERS, 1);
  const tray = await TrayHost.start();
  const { app, page } = await launch(await preparedFolder(CUSTOMERS, portal), [], tray.env);
  const pid = app.process().pid ?? 0;
  await connect(page, portal);
  await syncedAfter(page, 1);
  await syncNow(page);
  const rested = `${REST_SECONDS} s after a sync`;
  await seconds(REST_SECONDS);
  const open = await sample(pid);
  record(
    {
      id: 'weight.open',
      title: `Memory with the window open, ${rested}`,
      unit: 'MB',
      comparedWith: byKind(open),
    },
    open.map(sum),
  );

  await syncNow(page);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((one) => one.isVisible())),
    )
    .toBe(false);
  await seconds(REST_SECONDS);
  const hidden = await sample(pid);
  record(
    {
      id: 'weight.tray',
      title: `Memory in the tray, ${rested}`,
      unit: 'MB',
      goal: GOAL_TRAY_MB,
      comparedWith: byKind(hidden),
    },
    hidden.map(sum),
  );
  record(
    {
      id: 'weight.tray-cpu',
      title: `CPU in the tray over ${CPU_SECONDS} s`,
      unit: '%',
      goal: GOAL_CPU_PERCENT,
      comparedWith: 'of one core',
    },
    await cpuPercents(pid),
  );
  await quit(app);
  tray.close();
  await portal.close();
});

test('Electron alone', async () => {
  test.skip(process.platform !== 'linux', 'needs Linux');
  const [electron, , ...flags] = APP_COMMAND;
  const args = [emptyApp(), ...flags, NO_WINDOW, `--user-data-dir=${dataFolder()}`];
  const app = spawn(electron, args, { stdio: 'ignore' });
  const gone = new Promise((resolve) => app.once('exit', resolve));
  await seconds(EMPTY_REST_SECONDS);
  const empty = await sample(app.pid ?? 0);
  app.kill('SIGTERM');
  await gone;
  record(
    {
      id: 'weight.empty',
      title: 'Electron alone, without a window',
      unit: 'MB',
      better: null,
      comparedWith: byKind(empty),
    },
    empty.map(sum),
  );
});

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
      id: 'weight.package',
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

/** Returns the percentage of one core in each of five equal parts of the time. */
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
