import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of the test's own, removed when the test has ended; with blanks and an accent, as user names have them. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'archibald test à-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
