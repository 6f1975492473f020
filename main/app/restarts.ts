import type { AppError, Erasure } from '../../preload/contract';
import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import { arrangeCaches } from '../customers/store/other-caches';
import type { ListFile } from '../settings/list-file';
import type { Settings } from '../settings/settings';
import type { AccountConnectionOptions } from './account/account-connection';
import type { CurrentSession } from './session/current-session';
import { nameCache } from './session/settle-cache';
import type { AppWindow } from './window/app-window';

export interface RestartsOptions {
  readonly session: CurrentSession;
  readonly settings: Settings;
  readonly list: ListFile;
  readonly window: Pick<AppWindow, 'send' | 'forgetPlace'>;
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly forgetPortal: () => Promise<void>;
  readonly erase: () => Promise<Erasure>;
}

/** Restarts syncing after the account changes or all data is erased. */
export function createRestarts(
  options: RestartsOptions,
): Pick<AccountConnectionOptions, 'restartSync' | 'eraseAndRestart'> {
  const { session, settings, list, window, folder, clock, log, forgetPortal, erase } = options;
  const end = async (): Promise<void> => {
    await session.end();
    await forgetPortal();
  };
  const reopen = async (): Promise<Result<null, AppError>> => {
    window.forgetPlace();
    const opened = await session.open();
    if (!opened.ok) {
      return opened;
    }
    // The window must query again: its earlier queries were answered from the previous cache.
    const state = await session.now.customers.state();
    if (state.ok) {
      window.send('store:changed', state.value);
    }
    return ok(null);
  };
  const reportStatus = (): void => session.now.statusChanged.emit(session.now.status());
  return {
    async restartSync(cache) {
      const connected = settings.connection.kind !== 'none';
      await end();
      if (cache === 'set-aside') {
        await session.now.close();
        const owner = settings.cacheOwner ?? '';
        const earlierCache = arrangeCaches(folder, { owner, ownerIfUnnamed: null, now: clock.now() });
        if (earlierCache.ok) {
          window.send('list:reset', list.resetQuery());
        } else {
          log.warn(`[App] The cache could not be set aside: ${earlierCache.error.details?.['reason']}`);
        }
        const opened = await reopen();
        if (!earlierCache.ok || !opened.ok) {
          return earlierCache.ok ? opened : earlierCache;
        }
      } else {
        nameCache(folder, settings);
      }
      session.now.automatic.unblock();
      if (connected) {
        session.now.automatic.start();
        await session.now.automatic.startByHand();
      }
      reportStatus();
      return ok(null);
    },
    async eraseAndRestart() {
      await end();
      await session.now.close();
      const erasure = await erase();
      const opened = await reopen();
      if (opened.ok) {
        session.now.automatic.unblock();
        reportStatus();
      }
      // A program that holds the files may also block the new cache. The erasure must then be
      // retried.
      return opened.ok ? erasure : { ...erasure, error: erasure.error ?? opened.error };
    },
  };
}
