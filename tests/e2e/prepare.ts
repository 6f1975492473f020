import { join } from 'node:path';
import { expect } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import type { DemoWorker } from '../../main/demo/client';
import { defaultSettings, saveSettings } from '../../main/settings/settings-file';
import type { Preferences } from '../../preload/contract';
import { dataFolder, run } from './launch';

export interface Prepared {
  readonly preferences?: Partial<Preferences>;
  readonly customers?: number;
  /** What happens after the first good sync, before the app is started. */
  readonly then?: (portal: DemoWorker, sync: () => Promise<void>) => Promise<void>;
}

/**
 * A data folder with customers of one good sync, connected with an account whose password is not known: the app asks
 * for it and starts no sync by itself.
 */
export async function prepare({ preferences = {}, customers = 120, then }: Prepared = {}): Promise<string> {
  const folder = dataFolder();
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    count: customers,
    exportDelayMs: 0,
    loadingPanelMs: 50,
  });
  const args = ['--sync-once', '--portal', portal.url, '--user', 'demo', '--data', folder, '--retries', '0'];
  const sync = async (): Promise<void> => {
    await run('app', args, { ARCHIBALD_PASSWORD: 'demo' });
  };
  await sync();
  await then?.(portal, sync);
  await portal.close();
  signOut(folder, preferences);
  return folder;
}

/** Gives a data folder an account whose password is not known. */
export function signOut(folder: string, preferences: Partial<Preferences> = {}): void {
  const defaults = defaultSettings();
  const saved = saveSettings(join(folder, 'settings.json'), {
    ...defaults,
    preferences: { ...defaults.preferences, ...preferences },
    connection: { kind: 'account', portalOrigin: 'https://archibald.example.it', user: 'agente' },
  });
  expect(saved.ok).toBe(true);
}
