import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Returns whether the app runs from its sources or is a test build. Only then is a test allowed to
 * bypass protections of the released app.
 */
export function isForTests(app: { readonly isPackaged: boolean; getAppPath(): string }): boolean {
  return !app.isPackaged || isTestBuild(app.getAppPath());
}

/**
 * Returns whether the package is not for agents: an old runtime or no signature.
 * scripts/package/dist.mjs writes this into its package.json.
 */
export function isTestBuild(appPath: string): boolean {
  const manifest: unknown = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8'));
  return (
    typeof manifest === 'object' &&
    manifest !== null &&
    'testBuild' in manifest &&
    manifest.testBuild === true
  );
}
