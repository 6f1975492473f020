import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../setup/places.mjs';
import { placeFlags } from './app.mjs';
import { openDisplay } from './display.mjs';
import { runToEnd } from './run-to-end.mjs';

/**
 * Runs a measurement in the real app, which is left out of the end-to-end tests: `tests/e2e/NAME.spec.ts`.
 *
 * @param {string} name
 * @param {import('../setup/electron-runtime.mjs').Runtime} runtime
 * @param {Readonly<Record<string, string>>} settings environment that turns it on
 */
export async function runInWindow(name, runtime, settings) {
  const folder = mkdtempSync(join(tmpdir(), `archibald-${name}-`));
  const display = await openDisplay();
  try {
    const playwright = join(PROJECT, 'node_modules/playwright/cli.js');
    return await runToEnd(
      process.execPath,
      [playwright, 'test', '--reporter=line', `tests/e2e/${name}.spec.ts`],
      {
        ...process.env,
        ...display.env,
        E2E_ELECTRON: runtime.executable,
        E2E_FOLDER: folder,
        E2E_FLAGS: placeFlags(display.isVirtual).join(' '),
        ...settings,
      },
    );
  } finally {
    display.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
