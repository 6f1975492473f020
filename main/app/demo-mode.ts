import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SyncRun } from '../../preload/contract';
import type { Clock } from '../base/clock';
import { SECOND } from '../base/durations';
import type { Log } from '../base/log';
import type { Desktop } from './desktop';

/** How long the window may take to show the customers that have just come, before its picture is taken as it is. */
const SHOWN_TIMEOUT_MS = 10 * SECOND;

/** Resolves with the first run that ends. */
export function firstRun(desktop: Desktop): Promise<SyncRun> {
  return new Promise((resolve) => {
    const stop = desktop.session().service.finished.on((run) => {
      stop();
      resolve(run);
    });
  });
}

/** Saves a picture of the window once it shows customers, and says where. */
export async function saveScreenshot({ window }: Desktop, clock: Clock, log: Log): Promise<void> {
  const deadline = clock.monotonicMs() + SHOWN_TIMEOUT_MS;
  const shown = 'document.querySelector(\'[data-testid="customer-row"]\') !== null';
  while (clock.monotonicMs() < deadline && (await window.webContents.executeJavaScript(shown)) !== true) {
    await new Promise<void>((resolve) => clock.setTimer(200, resolve));
  }
  // One more moment for the list to be painted.
  await new Promise<void>((resolve) => clock.setTimer(500, resolve));
  const picture = await window.webContents.capturePage();
  const path = join(tmpdir(), `archibald-agent-demo-${clock.now()}.png`);
  await writeFile(path, picture.toPNG());
  log.info(`[App] Screenshot saved: ${path}`);
}
