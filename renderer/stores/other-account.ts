import type { Bridge } from '../../preload/contract';

/**
 * Calls back when the connection has changed, possibly to another account. The first event counts
 * too, because the connection before it is unknown.
 */
export function onOtherAccount(bridge: Bridge, changed: () => void): void {
  let known: string | null = null;
  bridge.on('settings:changed', ({ connection }) => {
    const received = JSON.stringify(connection);
    if (connection !== undefined && received !== known) {
      known = received;
      changed();
    }
  });
}

/** Calls back after a sync, a change of account, a repair or an accepted smaller list. */
export function onOtherCustomers(bridge: Bridge, changed: () => void): void {
  bridge.on('sync:finished', (run) => {
    if (run.outcome === 'success') {
      changed();
    }
  });
  onOtherAccount(bridge, changed);
  bridge.on('store:changed', changed);
}
