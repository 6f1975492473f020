import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Creates a temporary folder for one test; its name has blanks and an accent, as user names. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'archibald test à-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
