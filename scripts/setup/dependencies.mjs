import { join } from 'node:path';
import { lastLines, npm } from '../process/programs.mjs';
import { PROJECT } from './places.mjs';
import { SetUpError, step } from './say.mjs';
import { fileHash, isStamped, stamp } from './stamp.mjs';

/** Installs package-lock.json's packages unless they are installed. Runs no install scripts. */
export async function installDependencies() {
  const stampPath = join(PROJECT, 'node_modules/.archibald-lock');
  const wanted = `${fileHash(join(PROJECT, 'package-lock.json'))} ${process.platform} ${process.arch}`;
  if (isStamped(stampPath, wanted)) {
    return;
  }
  await step('Installing dependencies (npm ci)', async () => {
    // The tools are needed even if NODE_ENV or npm's settings exclude development packages.
    const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
    const { code, output } = await npm(args, { cwd: PROJECT });
    if (code !== 0) {
      throw new SetUpError(
        `${lastLines(output)}\n\nThe dependencies could not be installed. Type:\n\n  npm ci\n\nto see why; once that works, run the command again.`,
      );
    }
  });
  stamp(stampPath, wanted);
}
