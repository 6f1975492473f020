import type { Bridge, CachedCustomer, CustomerAction, CustomerListItem } from '../../preload/contract';
import { collectPhoneNumbers } from '../../preload/contract/phone-numbers';
import { stripQuotationMarks } from '../strings/plain-name';
import type { OpenCustomerStore } from './open-customer-store';
import type { RowsStore } from './rows-store';
import { hasPortal } from './settings-store';
import type { SettingsStore } from './settings-store';
import type { UiStore } from './ui-store';

type ActionTarget = Pick<CustomerListItem, 'id' | 'name' | 'phone' | 'mobile' | 'isStarred'>;

export interface CustomerActions {
  readonly act: (action: CustomerAction, target: ActionTarget) => void;
  /** Acts on the open customer, or on the one at the cursor if none is open. */
  readonly actOnCurrent: (action: CustomerAction) => void;
  /** Shows the native menu of a customer at a position in the window. */
  readonly showMenu: (target: ActionTarget, at: { readonly x: number; readonly y: number }) => void;
}

/** Creates the actions on a customer that keys, menus and row buttons trigger. */
export function createCustomerActions(
  bridge: Bridge,
  stores: {
    readonly openCustomer: OpenCustomerStore;
    readonly rows: RowsStore;
    readonly settings: SettingsStore;
    readonly ui: UiStore;
  },
): CustomerActions {
  const { openCustomer, rows, settings, ui } = stores;
  const isPortalThere = (): boolean => hasPortal(settings.getState().snapshot);
  const actions: CustomerActions = {
    act(action, target) {
      const number = numberOf(target);
      switch (action) {
        case 'call':
          if (number !== null) {
            void ui.getState().openOutside(`tel:${number.dialled}`);
          }
          break;
        case 'copy-number':
          if (number !== null) {
            void ui.getState().copy(number.text);
          }
          break;
        case 'copy-name':
          void ui.getState().copy(stripQuotationMarks(target.name));
          break;
        case 'note':
        case 'recall':
        case 'scan':
          openCustomer.getState().select(target.id);
          ui.getState().requestFocus(action);
          break;
        case 'star':
          void ui.getState().star(target.id, target.isStarred !== true);
          break;
        case 'portal':
          if (isPortalThere()) {
            void ui.getState().openPortal();
          }
          break;
      }
    },
    actOnCurrent(action) {
      const { selected, selectedId, cursor } = openCustomer.getState();
      const target = selectedId === null ? rows.getState().items.get(cursor) : selected && targetOf(selected);
      if (target != null) {
        actions.act(action, target);
      }
    },
    showMenu(target, { x, y }) {
      void bridge.invoke('window:customer-menu', {
        customer: target.id,
        number: numberOf(target)?.text ?? null,
        hasPortal: isPortalThere(),
        x: Math.max(0, Math.round(x)),
        y: Math.max(0, Math.round(y)),
      });
    },
  };
  bridge.on('window:customer-chosen', ({ customer, action }) => {
    // A sync may have moved the customer since the menu opened, but its ID is the same.
    const target = [...rows.getState().items.values()].find(({ id }) => id === customer);
    if (target !== undefined) {
      actions.act(action, target);
    }
  });
  return actions;
}

function targetOf({ record, isStarred }: CachedCustomer): ActionTarget {
  return isStarred === true ? { ...record, isStarred } : record;
}

/** Returns the first number to call; `null` if none is valid. */
function numberOf({
  phone,
  mobile,
}: ActionTarget): { readonly text: string; readonly dialled: string } | null {
  const [first] = collectPhoneNumbers(phone, mobile);
  return first === undefined || first.dialString === null
    ? null
    : { text: first.text, dialled: first.dialString };
}
