import type { Bridge } from '../../preload/contract';

/**
 * Calls back when the connection has changed: another account's customers may be there from now on. The first change of
 * any setting counts too, since it is not known what was before it.
 */
export function onOtherAccount(bridge: Bridge, changed: () => void): void {
  let known: string | null = null;
  bridge.on('settings:changed', ({ connection }) => {
    const told = JSON.stringify(connection);
    if (told !== known) {
      known = told;
      changed();
    }
  });
}
