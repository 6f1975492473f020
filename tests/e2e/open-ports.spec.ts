import { spawn } from 'node:child_process';
import { expect, test } from 'playwright/test';
import { listeningSockets, findRole, listTree } from '../helpers/process-tree';
import { APP_COMMAND, dataFolder } from './launch';

test('the app listens on no port, for debuggers or anybody else', async () => {
  test.skip(process.platform !== 'linux', 'Sockets are looked up as Linux lists them');
  const [program, ...args] = APP_COMMAND;
  const child = spawn(program, [...args, '--data', dataFolder()], { stdio: 'ignore' });
  // Once the window's process runs, the app has opened all its sockets.
  await expect
    .poll(() => listTree(child.pid ?? 0).some((pid) => findRole(pid) === 'renderer'), { timeout: 60_000 })
    .toBe(true);
  const family = listTree(child.pid ?? 0);
  const listening = family.flatMap((pid) => listeningSockets(pid));
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
  // The processes of the window and Chromium's helpers prove that the app ran.
  expect(family.length).toBeGreaterThan(3);
  expect(listening).toEqual([]);
});
