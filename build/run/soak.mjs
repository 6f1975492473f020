import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../setup/places.mjs';
import { say } from '../setup/say.mjs';
import { placeFlags } from './app.mjs';
import { openDisplay } from './display.mjs';
import { runToEnd } from './run-to-end.mjs';
import { numbersIn } from './trials.mjs';

/**
 * Lets the real app sync `--syncs N` times (default 200) and prints its memory, windows, timers, threads and files after
 * each; fails when they grow.
 *
 * @param {readonly string[]} args
 * @param {import('../setup/electron-runtime.mjs').Runtime} runtime
 */
export async function runSoak(args, runtime) {
  const values = numbersIn(args, ['syncs']);
  if (values === null) {
    say('Give --syncs N or nothing');
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'archibald-soak-'));
  const display = await openDisplay();
  try {
    const playwright = join(PROJECT, 'node_modules/playwright/cli.js');
    return await runToEnd(
      process.execPath,
      [playwright, 'test', '--reporter=line', 'tests/e2e/soak.spec.ts'],
      {
        ...process.env,
        ...display.env,
        E2E_ELECTRON: runtime.executable,
        E2E_FOLDER: folder,
        E2E_FLAGS: placeFlags(display.isVirtual).join(' '),
        SOAK_SYNCS: values['syncs'] ?? '200',
      },
    );
  } finally {
    display.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
