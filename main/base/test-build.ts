import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Returns whether tests may bypass protections: the app runs from its sources or as a test build.
 */
export function isForTests(app: { readonly isPackaged: boolean; getAppPath(): string }): boolean {
  return !app.isPackaged || isTestBuild(app.getAppPath());
}

/** Whether scripts/package/dist.mjs marked the package as unsigned or as having an old runtime. */
export function isTestBuild(appPath: string): boolean {
  const manifest: unknown = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8'));
  return (
    typeof manifest === 'object' &&
    manifest !== null &&
    'testBuild' in manifest &&
    manifest.testBuild === true
  );
}
