import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { keyAction } from '../../../keys';
import { useCustomerActions, useOpenCustomer, useUi } from '../../../stores/stores';
import { KeysDialog } from './keys-dialog';

/** The elements that use letter keys themselves: fields, menus and dialogs. */
const TAKES_KEYS = 'input, textarea, select, [contenteditable], [role="menu"], [role="dialog"]';

/** Handles the keys of the customers screen, wherever its focus is, and explains them. */
export function CustomerKeys(): ReactNode {
  const { actOnCurrent } = useCustomerActions();
  const step = useOpenCustomer((state) => state.step);
  const showKeys = useUi((state) => state.showKeys);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTaken =
        event.defaultPrevented ||
        (event.target instanceof Element && event.target.closest(TAKES_KEYS) !== null) ||
        document.querySelector('[aria-modal="true"]') !== null;
      const action = isTaken ? null : keyAction(event);
      if (action === null) {
        return;
      }
      event.preventDefault();
      switch (action) {
        case 'next':
          step(1);
          break;
        case 'previous':
          step(-1);
          break;
        case 'help':
          showKeys(true);
          break;
        default:
          actOnCurrent(action);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [actOnCurrent, step, showKeys]);
  return <KeysDialog />;
}
