import { powerSaveBlocker } from 'electron';
import type { BrowserWindow } from 'electron';
import type { SyncStatus } from '../../preload/contract';
import { tellWindow } from './ipc';
import type { Occasion } from './notices';
import type { SyncSession } from './sync-session';

/** Takes the task bar's progress away. */
const NO_PROGRESS = -1;

export interface SessionFollowers {
  readonly window: BrowserWindow;
  readonly notify: (occasion: Occasion) => void;
  readonly onStatus: (status: SyncStatus) => void;
}

/** Brings what a session tells to the window, the task bar and the agent's notice, for as long as it lives. */
export function followSession(session: SyncSession, { window, notify, onStatus }: SessionFollowers): void {
  const { service, customers } = session;
  let hasCustomers = session.status().metrics.lastSuccessTime !== null;
  service.progressed.on((progress) => {
    tellWindow(window, 'sync:progressed', progress);
    showProgress(window, progress.fraction);
  });
  service.finished.on((run) => {
    tellWindow(window, 'sync:finished', run);
    showProgress(window, NO_PROGRESS);
    const isFirst = run.outcome === 'success' && !hasCustomers;
    hasCustomers ||= run.outcome === 'success';
    if (isFirst && !window.isDestroyed() && (!window.isVisible() || window.isMinimized())) {
      notify({ kind: 'first-sync', customers: run.counts.processed });
    }
  });
  service.alerted.on((kind) => {
    const code = session.status().metrics.lastResult?.error?.code ?? null;
    notify(kind === 'degraded' ? { kind } : { kind, code });
  });
  customers.stateChanged.on((state) => tellWindow(window, 'store:changed', state));
  session.statusChanged.on((status) => {
    tellWindow(window, 'sync:status-changed', status);
    onStatus(status);
  });
  keepAwakeDuringSyncs(session);
}

/** On the task bar's button; a log-off takes the window away while a sync still ends. */
function showProgress(window: BrowserWindow, fraction: number): void {
  if (!window.isDestroyed()) {
    window.setProgressBar(fraction);
  }
}

/** macOS puts apps without a window in use to rest: not in the middle of a sync, and never otherwise. */
function keepAwakeDuringSyncs({ service }: SyncSession): void {
  let blocker: number | null = null;
  service.started.on(() => {
    blocker ??= powerSaveBlocker.start('prevent-app-suspension');
  });
  service.finished.on(() => {
    if (blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  });
}
