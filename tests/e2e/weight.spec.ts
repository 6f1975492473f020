import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { waitRealTime } from '../helpers/passing-time';
import type { TreeWeight } from '../helpers/process-tree';
import { measureCpuSeconds, countHandles, weighTree } from '../helpers/process-tree';
import { APP_COMMAND, dataFolder } from './launch';
import { TrayApp } from './tray-app';
import { TrayHost, mayHostTray } from './tray-host';

/** The durations that `npm run lab -- weigh` sets. Otherwise the test is skipped. */
const REST_S = Number(process.env['WEIGHT_REST_S'] ?? 0);
const CPU_S = Number(process.env['WEIGHT_CPU_S'] ?? 0);
const SYNCS = Number(process.env['WEIGHT_SYNCS'] ?? 0);
const REMAKES = 5;
/** The seconds between two windows, so that the app makes each from rest. */
const BETWEEN_S = 8;
const DEBUG_PORT = 19_334;

test.skip(REST_S === 0, 'Weights are measured by npm run lab -- weigh');

test('the lab weighs the app in the tray and with its window, and times the window', async () => {
  test.skip(!mayHostTray(), 'Needs a session bus');
  test.setTimeout((REST_S * 3 + CPU_S + SYNCS * 20 + REMAKES * 60 + 120) * 1_000);
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    count: 1_452,
    exportDelayMs: 0,
    loadingPanelMs: 20,
  });
  const empty = await weighEmptyApp();
  const tray = await TrayHost.start();
  const app = await TrayApp.start(tray, dataFolder(), DEBUG_PORT);
  await app.connect(portal.url);
  const justSynced = weighTree(app.pid);
  await rest(REST_S);
  const windowOpen = weighTree(app.pid);

  await app.closeWindow();
  await app.sync();
  await rest(REST_S);
  const inTray = weighTree(app.pid);
  const handles = countHandles(app.pid);
  const cpuBefore = measureCpuSeconds(app.pid);
  await rest(CPU_S);
  const cpuPercent = CPU_S === 0 ? null : ((measureCpuSeconds(app.pid) - cpuBefore) / CPU_S) * 100;

  for (let sync = 0; sync < SYNCS; sync += 1) {
    await app.sync();
  }
  await rest(REST_S);
  const afterSyncs = weighTree(app.pid);

  const remakeMs: number[] = [];
  for (let time = 0; time < REMAKES; time += 1) {
    remakeMs.push(await app.openWindow());
    await app.closeWindow();
    await rest(BETWEEN_S);
  }
  remakeMs.sort((one, other) => one - other);
  const figures = {
    restSeconds: REST_S,
    empty: told(empty),
    justSynced: told(justSynced),
    windowOpen: told(windowOpen),
    inTray: { ...told(inTray), ...handles, cpuPercent, cpuSeconds: CPU_S },
    inTrayAfterSyncs: { syncs: SYNCS, ...told(afterSyncs) },
    remake: { medianMs: remakeMs[Math.floor(REMAKES / 2)], worstMs: remakeMs.at(-1) },
  };
  process.stdout.write(`\n${JSON.stringify({ weight: figures })}\n`);
  await app.quit();
  tray.close();
  await portal.close();
  // The weight is of the tray alone: the window's process has ended.
  expect(inTray.members.filter(({ role }) => role === 'renderer')).toEqual([]);
});

/** Weighs an app that only closes its window. No Electron app weighs less here. */
async function weighEmptyApp(): Promise<TreeWeight> {
  const folder = dataFolder();
  writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "version": "1.0.0", "main": "main.js" }');
  writeFileSync(
    join(folder, 'main.js'),
    `const { app, BrowserWindow } = require('electron');
    app.setPath('userData', ${JSON.stringify(folder)});
    app.on('window-all-closed', () => undefined);
    app.whenReady().then(async () => {
      const window = new BrowserWindow();
      await window.loadURL('about:blank');
      setTimeout(() => window.destroy(), 1_000);
    });`,
  );
  const [program, , ...flags] = APP_COMMAND;
  const child = spawn(program, [folder, ...flags], { stdio: 'ignore' });
  await rest(REST_S);
  const weight = weighTree(child.pid ?? 0);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
  return weight;
}

/** Returns the proportional megabytes, in total and by process. */
function told({ megabytes, members }: TreeWeight): object {
  return { megabytes, processes: members.map(({ role, megabytes: own }) => [role, own]) };
}

function rest(seconds: number): Promise<void> {
  return waitRealTime(seconds * 1_000);
}
