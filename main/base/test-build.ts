import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether the app runs from its sources or is a test build: tests may do what an agent's app lets nobody do. */
export function isForTests(app: { readonly isPackaged: boolean; getAppPath(): string }): boolean {
  return !app.isPackaged || isTestBuild(app.getAppPath());
}

/** Whether the package is not for agents: an old runtime, or unsigned (scripts/package/dist.mjs says so in its package.json). */
export function isTestBuild(appPath: string): boolean {
  const manifest: unknown = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8'));
  return (
    typeof manifest === 'object' &&
    manifest !== null &&
    'testBuild' in manifest &&
    manifest.testBuild === true
  );
}
