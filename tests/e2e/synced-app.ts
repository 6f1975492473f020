import { join } from 'node:path';
import { test as base } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { DEMO_DEFAULTS } from '../../main/demo/options';
import type { DemoOptions } from '../../main/demo/options';
import type { DemoStats } from '../../main/demo/portal/portal-state';
import type { SyncRun } from '../../preload/contract';
import { QUICK, connect, syncByHand } from './connected';
import { command, dataFolder, launch, readLog, quit } from './launch';

/** The same quick portal, whose loading panel is there a little longer. */
export const WITH_PANEL: Partial<DemoOptions> = { ...QUICK, loadingPanelMs: 120 };
/** The export of all syncs of one app is drawn once. */
const SHARED: Partial<DemoOptions> = { ...WITH_PANEL, exportsInTurn: 1 };

export interface Synced {
  readonly run: SyncRun;
  /** What happened at the portal meanwhile. */
  readonly portal: Happened;
  /** What the app logged meanwhile: why a run ended as nobody expected. */
  readonly log: string;
}

type Counted =
  'loginPosts' | 'credentialsSent' | 'logins' | 'damage' | 'otherItems' | 'exports' | 'parallelRefusals';
type Happened = Pick<DemoStats, Counted | 'pageLanguages'>;

/** An app that is connected with a portal; each sync is by hand and logs in again. */
export interface SyncedApp {
  readonly folder: string;
  /** Syncs with the portal behaving so. */
  sync(options: Partial<DemoOptions>): Promise<Synced>;
}

/**
 * For tests of the way from the login to the export, which need nothing else of the app: those of a worker share one,
 * one after the other. Starting it takes twice as long as the sync. An Electron with the driver, the reader and the cache
 * alone saves little: it needs 1.7 s of processor time for each sync, and the app 1.8 s.
 */
export const test = base.extend<object, { readonly synced: SyncedApp }>({
  synced: [
    async ({}, use) => {
      const folder = dataFolder();
      const worker = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), SHARED);
      const { app, page } = await launch(folder, ['--retry-delay', '50']);
      await connect(page, worker);
      // Nothing by itself: neither the first sync nor one more after a failure.
      await command(page, 'sync:pause', 'open');
      await use({
        folder,
        async sync(options) {
          // The password, set again, ends the session of the sync before.
          worker.setOptions({ ...DEMO_DEFAULTS, ...SHARED, ...options });
          const before = await worker.stats();
          const logged = readLog(folder).length;
          // The portal of the test before may have refused the login.
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

function happened(before: DemoStats, after: DemoStats): Happened {
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
