import { powerSaveBlocker } from 'electron';
import type { SyncStatus } from '../../preload/contract';
import type { Occasion } from './notifications/notices';
import type { SyncSession } from './session/sync-session';
import type { AppWindow } from './window/app-window';

/** The value that removes the progress from the task bar. */
const NO_PROGRESS = -1;

export interface SessionFollowers {
  readonly window: Pick<AppWindow, 'send' | 'setProgress' | 'isInSight'>;
  readonly notify: (occasion: Occasion) => void;
  readonly onStatus: (status: SyncStatus) => void;
}

/** Forwards a session's events to the window, the task bar and notifications. */
export function followSession(session: SyncSession, { window, notify, onStatus }: SessionFollowers): void {
  const { service, customers } = session;
  let hasCustomers = session.status().metrics.lastSuccessTime !== null;
  service.progressed.on((progress) => {
    window.send('sync:progressed', progress);
    window.setProgress(progress.fraction);
  });
  service.finished.on((run) => {
    window.send('sync:finished', run);
    window.setProgress(NO_PROGRESS);
    const isFirst = run.outcome === 'success' && !hasCustomers;
    hasCustomers ||= run.outcome === 'success';
    if (isFirst && !window.isInSight()) {
      notify({ kind: 'first-sync', customers: run.counts.processed });
    }
  });
  service.alerted.on((kind) => {
    const code = session.status().metrics.lastResult?.error?.code ?? null;
    notify(kind === 'degraded' ? { kind } : { kind, code });
  });
  customers.stateChanged.on((state) => window.send('store:changed', state));
  session.statusChanged.on((status) => {
    window.send('sync:status-changed', status);
    onStatus(status);
  });
  keepAwakeDuringSyncs(session);
}

/** Prevents macOS from suspending an app without a window during a sync run. */
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
