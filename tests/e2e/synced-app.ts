import { join } from 'node:path';
import { test as base } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { DEMO_DEFAULTS } from '../../main/demo/options';
import type { DemoOptions } from '../../main/demo/options';
import type { DemoStats } from '../../main/demo/portal/portal-state';
import type { SyncRun } from '../../preload/contract';
import { QUICK, connect, syncByHand } from './connected';
import { command, dataFolder, launch, readLog, quit } from './launch';

/** The options of a quick portal whose loading panel shows a little longer. */
export const WITH_PANEL: Partial<DemoOptions> = { ...QUICK, loadingPanelMs: 120 };
/** The options that draw the export once for all syncs of an app. */
const SHARED: Partial<DemoOptions> = { ...WITH_PANEL, exportsInTurn: 1 };

export interface Synced {
  readonly run: SyncRun;
  /** The changes of the portal's counters during the sync. */
  readonly portal: DemoEvents;
  /** The app's log of the sync, which explains an unexpected end. */
  readonly log: string;
}

type Counted =
  'loginPosts' | 'credentialsSent' | 'logins' | 'damage' | 'otherItems' | 'exports' | 'parallelRefusals';
type DemoEvents = Pick<DemoStats, Counted | 'pageLanguages'>;

/** An app that is connected to a portal. Each sync starts by hand and logs in again. */
export interface SyncedApp {
  readonly folder: string;
  /** Syncs with a portal that has these options. */
  sync(options: Partial<DemoOptions>): Promise<Synced>;
}

/**
 * Extends tests of the way from login to export with an app that all tests of a worker share.
 * Starting the app takes twice as long as the sync. An Electron with only driver, reader and cache
 * would save little: 1.7 s of processor time per sync instead of 1.8 s.
 */
export const test = base.extend<object, { readonly synced: SyncedApp }>({
  synced: [
    async ({}, use) => {
      const folder = dataFolder();
      const worker = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), SHARED);
      const { app, page } = await launch(folder, ['--retry-delay', '50']);
      await connect(page, worker);
      // Nothing starts by itself: neither the first sync nor a retry after a failure.
      await command(page, 'sync:pause', 'open');
      await use({
        folder,
        async sync(options) {
          // Setting the password again ends the session of the previous sync.
          worker.setOptions({ ...DEMO_DEFAULTS, ...SHARED, ...options });
          const before = await worker.stats();
          const logged = readLog(folder).length;
          // The portal of the previous test may have refused the login.
          const run = await syncByHand(page, 'sync:send-again');
          const after = await worker.stats();
          const log = readLog(folder).slice(logged);
          return { run, portal: happened(before, after), log };
        },
      });
      await quit(app);
      await worker.close();
    },
    { scope: 'worker' },
  ],
});

function happened(before: DemoStats, after: DemoStats): DemoEvents {
  const since = (name: Counted): number => after[name] - before[name];
  return {
    loginPosts: since('loginPosts'),
    credentialsSent: since('credentialsSent'),
    logins: since('logins'),
    damage: since('damage'),
    otherItems: since('otherItems'),
    exports: since('exports'),
    parallelRefusals: since('parallelRefusals'),
    pageLanguages: after.pageLanguages,
  };
}
