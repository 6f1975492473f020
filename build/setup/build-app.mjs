import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './places.mjs';
import { lastLines, run } from './processes.mjs';
import { CannotSetUp, step } from './say.mjs';
import { isStamped, stamp, treeHash } from './stamp.mjs';

const SOURCES = ['main', 'preload', 'renderer', 'electron.vite.config.ts', 'package-lock.json'];

/** Builds the app into out/, if a source has changed since. */
export async function buildApp() {
  const stampPath = join(PROJECT, 'out/.built');
  const wanted = treeHash(PROJECT, SOURCES);
  if (isStamped(stampPath, wanted) && existsSync(join(PROJECT, 'out/main/index.js'))) {
    return;
  }
  await step('Building the app', async () => {
    const vite = join(PROJECT, 'node_modules/electron-vite/bin/electron-vite.js');
    const { code, output } = await run(process.execPath, [vite, 'build'], { cwd: PROJECT });
    if (code !== 0) {
      throw new CannotSetUp(`${lastLines(output)}\n\nThe app could not be built.`);
    }
  });
  stamp(stampPath, wanted);
}
