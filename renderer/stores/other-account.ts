import type { Bridge } from '../../preload/contract';

/**
 * Calls back when the connection has changed: another account's customers may be there from now on. The first change
 * counts too, since it is not known what was before it.
 */
export function onOtherAccount(bridge: Bridge, changed: () => void): void {
  let known: string | null = null;
  bridge.on('settings:changed', ({ connection }) => {
    const told = JSON.stringify(connection);
    if (connection !== undefined && told !== known) {
      known = told;
      changed();
    }
  });
}

/** Calls back when other customers may be there: after a sync, for another account, after a repair or a list accepted. */
export function onOtherCustomers(bridge: Bridge, changed: () => void): void {
  bridge.on('sync:finished', (run) => {
    if (run.outcome === 'success') {
      changed();
    }
  });
  onOtherAccount(bridge, changed);
  bridge.on('store:changed', changed);
}
