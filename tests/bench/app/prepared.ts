import { cpSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import type { DemoWorker } from '../../../main/demo/client';
import { dataFolder, runSync } from '../../e2e/launch';
import { startBenchPortal } from './bench-portal';

/**
 * Returns a data folder after one successful sync of `customers` customers, without an account.
 * Copies a folder that is made once per run. With `portal`, the data are its first export.
 */
export async function preparedFolder(customers: number, portal?: DemoWorker): Promise<string> {
  const kept = join(process.env['E2E_FOLDER'] ?? tmpdir(), `bench-prepared-${customers}`);
  if (!existsSync(kept)) {
    const used = portal ?? (await startBenchPortal(customers, 1));
    const made = `${kept}.part`;
    mkdirSync(made);
    const args = ['--sync-once', '--portal', used.url, '--user', 'demo', '--data', made, '--retries', '0'];
    const { code } = await runSync(args);
    expect(code, 'the first sync').toBe(0);
    if (portal === undefined) {
      await used.close();
    }
    renameSync(made, kept);
  }
  const folder = dataFolder();
  cpSync(kept, folder, { recursive: true });
  return folder;
}
