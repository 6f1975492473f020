import type { Bridge, CachedCustomer, CustomerAction, CustomerListItem } from '../../preload/contract';
import { collectPhoneNumbers } from '../../preload/contract/phone-numbers';
import { stripQuotationMarks } from '../strings/plain-name';
import type { OpenCustomerStore } from './open-customer-store';
import type { RowsStore } from './rows-store';
import { hasPortal } from './settings-store';
import type { SettingsStore } from './settings-store';
import type { UiStore } from './ui-store';

type Whom = Pick<CustomerListItem, 'id' | 'name' | 'phone' | 'mobile' | 'isStarred'>;

export interface CustomerActions {
  readonly act: (action: CustomerAction, whom: Whom) => void;
  /** Acts on the open customer, or on the one at the cursor if none is open. */
  readonly actOnCurrent: (action: CustomerAction) => void;
  /** Shows the native menu of a customer at a position in the window. */
  readonly showMenu: (whom: Whom, at: { readonly x: number; readonly y: number }) => void;
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
    act(action, whom) {
      const number = numberOf(whom);
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
          void ui.getState().copy(stripQuotationMarks(whom.name));
          break;
        case 'note':
        case 'recall':
        case 'scan':
          openCustomer.getState().select(whom.id);
          ui.getState().requestFocus(action);
          break;
        case 'star':
          void ui.getState().star(whom.id, whom.isStarred !== true);
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
      const whom = selectedId === null ? rows.getState().items.get(cursor) : selected && whoIs(selected);
      if (whom != null) {
        actions.act(action, whom);
      }
    },
    showMenu(whom, { x, y }) {
      void bridge.invoke('window:customer-menu', {
        customer: whom.id,
        number: numberOf(whom)?.text ?? null,
        hasPortal: isPortalThere(),
        x: Math.max(0, Math.round(x)),
        y: Math.max(0, Math.round(y)),
      });
    },
  };
  bridge.on('window:customer-chosen', ({ customer, action }) => {
    // A sync may have moved the customer since the menu opened, but its ID is the same.
    const whom = [...rows.getState().items.values()].find(({ id }) => id === customer);
    if (whom !== undefined) {
      actions.act(action, whom);
    }
  });
  return actions;
}

function whoIs({ record, isStarred }: CachedCustomer): Whom {
  return isStarred === true ? { ...record, isStarred } : record;
}

/** Returns the first number to call; `null` if none is valid. */
function numberOf({ phone, mobile }: Whom): { readonly text: string; readonly dialled: string } | null {
  const [first] = collectPhoneNumbers(phone, mobile);
  return first === undefined || first.dialString === null
    ? null
    : { text: first.text, dialled: first.dialString };
}
