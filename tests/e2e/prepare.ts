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
   * What happens after the first good sync, before the app is started. Told apart by its source: it must not use what
   * differs between two that read the same.
   */
  readonly then?: (portal: DemoWorker, sync: () => Promise<void>) => Promise<void>;
}

/**
 * A data folder with customers of one good sync, connected with an account whose password is not known: the app asks
 * for it and starts no sync by itself. The syncs are made once in a run, by the worker that comes first; each test gets
 * a copy.
 */
export async function prepare({ preferences = {}, customers = 120, then }: Prepared = {}): Promise<string> {
  const made = await syncedFolder(customers, then);
  const folder = dataFolder();
  // What Chromium keeps for itself is not the app's, and large.
  const isOurs = (path: string): boolean => !/^(chromium|Singleton)/.test(basename(path));
  cpSync(made, folder, { recursive: true, filter: (path) => path === made || isOurs(path) });
  signOut(folder, preferences);
  return folder;
}

/** Gives a data folder an account whose password is not known. */
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
  // The customers become this account's: a note for another's would be refused.
  if (readLabel(folder).owner !== null) {
    nameOwner(folder, connectionOwner(connection));
  }
}

/** The folder of all tests that ask for the same; waits while another worker makes it. */
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
            // After a failure the next one tries, and fails by itself.
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

/** Whether the claim is ours now: a folder can be made by one alone. */
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
