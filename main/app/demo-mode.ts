import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WebContents } from 'electron';
import type { SyncRun } from '../../preload/contract';
import type { Clock } from '../base/clock';
import { SECOND } from '../base/durations';
import type { Log } from '../base/log';
import type { Desktop } from './desktop';

/** The longest wait for the first customers. After it, the picture is taken without them. */
const SHOWN_TIMEOUT_MS = 10 * SECOND;

export function firstRun(desktop: Desktop): Promise<SyncRun> {
  return new Promise((resolve) => {
    const stop = desktop.session().service.finished.on((run) => {
      stop();
      resolve(run);
    });
  });
}

/** Saves a picture of the window once it shows customers, and logs the path. */
export async function saveScreenshot(desktop: Desktop, clock: Clock, log: Log): Promise<void> {
  if (desktop.window.current === null) {
    desktop.window.show();
  }
  const deadline = clock.monotonicMs() + SHOWN_TIMEOUT_MS;
  const shown = 'document.querySelector(\'[data-testid="customer-row"]\') !== null';
  while (clock.monotonicMs() < deadline && (await contentsOf(desktop)?.executeJavaScript(shown)) !== true) {
    await new Promise<void>((resolve) => clock.setTimer(200, resolve));
  }
  // The list needs a moment to be painted.
  await new Promise<void>((resolve) => clock.setTimer(500, resolve));
  const picture = await contentsOf(desktop)?.capturePage();
  if (picture === undefined) {
    log.warn('[App] No screenshot: the window was closed');
    return;
  }
  const path = join(tmpdir(), `archibald-agent-demo-${clock.now()}.png`);
  await writeFile(path, picture.toPNG());
  log.info(`[App] Screenshot saved: ${path}`);
}

function contentsOf({ window }: Desktop): WebContents | undefined {
  return window.current?.webContents;
}
