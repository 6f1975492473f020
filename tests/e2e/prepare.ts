import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect } from 'playwright/test';
import { readLabel, nameOwner } from '../../main/customers/store/other-caches';
import { startDemoWorker } from '../../main/demo/client';
import type { DemoWorker } from '../../main/demo/client';
import { connectionOwner } from '../../main/settings/settings';
import { defaultSettings, saveSettings } from '../../main/settings/settings-file';
import type { Preferences } from '../../preload/contract';
import { dataFolder, runSync } from './launch';

const SYNCED_WITHIN_MS = 300_000;

export interface Prepared {
  readonly preferences?: Partial<Preferences>;
  readonly customers?: number;
  /**
   * Runs after the first good sync, before the app starts. Its source identifies the shared folder,
   * so it must not use captured variables.
   */
  readonly then?: (portal: DemoWorker, sync: () => Promise<void>) => Promise<void>;
}

/**
 * Returns a data folder with customers of one good sync. The password of its account is unknown, so
 * the app asks for it and starts no sync by itself. The first worker makes the syncs once in a run,
 * and each test gets a copy.
 */
export async function prepare({ preferences = {}, customers = 120, then }: Prepared = {}): Promise<string> {
  const made = await syncedFolder(customers, then);
  const folder = dataFolder();
  // Chromium's own files are large and no part of the app's data.
  const isOurs = (path: string): boolean => !/^(chromium|Singleton)/.test(basename(path));
  cpSync(made, folder, { recursive: true, filter: (path) => path === made || isOurs(path) });
  signOut(folder, preferences);
  return folder;
}

/** Connects a data folder to an account whose password is unknown. */
export function signOut(folder: string, preferences: Partial<Preferences> = {}): void {
  const defaults = defaultSettings();
  const connection = {
    kind: 'account',
    portalOrigin: 'https://archibald.example.it',
    user: 'agente',
  } as const;
  const saved = saveSettings(join(folder, 'settings.json'), {
    ...defaults,
    preferences: { ...defaults.preferences, ...preferences },
    connection,
  });
  expect(saved.ok).toBe(true);
  // The customers become this account's, because notes on another account's customers are refused.
  if (readLabel(folder).owner !== null) {
    nameOwner(folder, connectionOwner(connection));
  }
}

/**
 * Returns the shared folder for tests with the same options, and waits for the worker that makes
 * it.
 */
async function syncedFolder(customers: number, then: Prepared['then']): Promise<string> {
  const kind = createHash('sha256')
    .update(`${customers} ${then?.toString() ?? ''}`)
    .digest('hex')
    .slice(0, 16);
  const made = join(process.env['E2E_FOLDER'] ?? tmpdir(), `prepared-${kind}`);
  const claim = `${made}.claim`;
  await expect
    .poll(
      async () => {
        if (!existsSync(made) && isClaimed(claim)) {
          try {
            renameSync(await sync(customers, then), made);
          } finally {
            // After a failure the next worker tries, and reports its own failure.
            rmSync(claim, { recursive: true });
          }
        }
        return existsSync(made);
      },
      { timeout: SYNCED_WITHIN_MS, message: 'the folder that another test prepares' },
    )
    .toBe(true);
  return made;
}

/** Whether this worker has the claim now. Only one worker can create the folder. */
function isClaimed(claim: string): boolean {
  try {
    mkdirSync(claim);
    return true;
  } catch {
    return false;
  }
}

async function sync(customers: number, then: Prepared['then']): Promise<string> {
  const folder = dataFolder();
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    count: customers,
    exportDelayMs: 0,
    loadingPanelMs: 50,
  });
  const args = ['--sync-once', '--portal', portal.url, '--user', 'demo', '--data', folder, '--retries', '0'];
  const syncOnce = async (): Promise<void> => {
    await runSync(args);
  };
  await syncOnce();
  await then?.(portal, syncOnce);
  await portal.close();
  return folder;
}
