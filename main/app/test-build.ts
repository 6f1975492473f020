import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether the app was packaged with a runtime that is not for agents (build/run/dist.mjs says so in its package.json). */
export function isTestBuild(appPath: string): boolean {
  const manifest: unknown = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8'));
  return (
    typeof manifest === 'object' &&
    manifest !== null &&
    'testBuild' in manifest &&
    manifest.testBuild === true
  );
}
