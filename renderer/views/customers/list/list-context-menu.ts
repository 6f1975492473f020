import type { MouseEvent } from 'react';
import { useCustomerActions, useOpenCustomerNow, useRowsNow } from '../../../stores/stores';

/** Returns a handler that opens the menu of the row under the pointer or, by key, at the cursor. */
export function useListMenu(): (event: MouseEvent<HTMLElement>) => void {
  const { showMenu } = useCustomerActions();
  const rows = useRowsNow();
  const openCustomer = useOpenCustomerNow();
  return (event) => {
    const under = event.target instanceof Element ? event.target.closest('[data-customer-id]') : null;
    const row = under ?? document.getElementById(`customer-${openCustomer().cursor}`);
    const id = row?.getAttribute('data-customer-id');
    const item = [...rows().items.values()].find((one) => one.id === id);
    if (row === null || item === undefined) {
      return;
    }
    event.preventDefault();
    const { left, bottom } = row.getBoundingClientRect();
    showMenu(item, under === null ? { x: left + 16, y: bottom } : { x: event.clientX, y: event.clientY });
  };
}
