import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, run } from '../process/programs.mjs';
import { PROJECT } from './places.mjs';
import { SetUpError, step } from './say.mjs';
import { isStamped, stamp, treeHash } from './stamp.mjs';

const SOURCES = [
  'main',
  'preload',
  'renderer',
  ...['left-out', 'shipped', 'licences', 'notices'].map((name) => `scripts/package/${name}.mjs`),
  'electron.vite.config.ts',
  'electron-builder.yml',
  'package-lock.json',
];
const RESULTS = ['main/index.js', 'main/cli.js', 'preload/bridge.js', 'renderer/notices.txt', 'bundled.json'];

/** Builds the app into out/ if a source has changed. */
export async function buildApp() {
  const stampPath = join(PROJECT, 'out/.built');
  const wanted = treeHash(PROJECT, SOURCES);
  if (isStamped(stampPath, wanted) && RESULTS.every((path) => existsSync(join(PROJECT, 'out', path)))) {
    return;
  }
  // Without this, sources restored after an interrupted build would match the old stamp.
  rmSync(stampPath, { force: true });
  await step('Building the app', async () => {
    const vite = join(PROJECT, 'node_modules/electron-vite/bin/electron-vite.js');
    const env = { ...process.env, NODE_ENV: 'production' };
    const { code, output } = await run(process.execPath, [vite, 'build'], { cwd: PROJECT, env });
    if (code !== 0) {
      throw new SetUpError(
        `${lastLines(output)}\n\nThe app could not be built. Fix the errors above, or type:\n\n  npx electron-vite build\n\nto see it all.`,
      );
    }
  });
  stamp(stampPath, wanted);
}
