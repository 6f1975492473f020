import type { Bridge, WindowPlace } from '../../preload/contract';
import type { ListQueryStore } from './list-query-store';
import type { OpenCustomerStore } from './open-customer-store';
import type { RowsStore } from './rows-store';
import type { UiStore } from './ui-store';

/** The wait before a report, because typing and scrolling would cause too many reports. */
const SETTLED_MS = 200;

/**
 * Reports the place of the agent to main after each change. A hidden window is destroyed, and the
 * next window starts at this place. `later` calls back after some milliseconds and returns a
 * function that cancels it.
 */
export function reportPlace(
  bridge: Bridge,
  ui: UiStore,
  listQuery: ListQueryStore,
  rows: RowsStore,
  openCustomer: OpenCustomerStore,
  later: (callback: () => void, ms: number) => () => void,
): void {
  const look = (): WindowPlace => {
    const { search } = listQuery.getState();
    const { selectedId } = openCustomer.getState();
    const { topRow } = rows.getState();
    return { view: ui.getState().view, search, customer: selectedId, topRow };
  };
  let reported = JSON.stringify(look());
  let cancel = (): void => undefined;
  const report = (): void => {
    const place = look();
    const next = JSON.stringify(place);
    if (next !== reported) {
      reported = next;
      void bridge.invoke('window:keep-place', place);
    }
  };
  const noticed = (): void => {
    cancel();
    cancel = later(report, SETTLED_MS);
  };
  for (const store of [ui, listQuery, rows, openCustomer]) {
    store.subscribe(noticed);
  }
}
