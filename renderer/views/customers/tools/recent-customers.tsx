import type { ReactNode } from 'react';
import { useRecent, useStrings } from '../../../stores/stores';
import { stripQuotationMarks } from '../../../strings/plain-name';
import classes from './recent-customers.module.css';

/** Returns the ID of an option, for the search field's `aria-activedescendant`. */
export function recentId(index: number): string {
  return `recent-${index}`;
}

/** The recently opened customers below the empty search, which keeps the focus. */
export function RecentCustomers({ onOpen }: { readonly onOpen: (id: string) => void }): ReactNode {
  const { customers } = useStrings();
  const { recent, cursor } = useRecent((state) => state);
  return cursor < 0 ? null : (
    <div className={classes['recent']}>
      <div className={classes['title']}>{customers.recent}</div>
      <div role="listbox" aria-label={customers.recent}>
        {recent.map(({ id, name, city }, index) => (
          <div
            key={id}
            id={recentId(index)}
            className={classes['one']}
            role="option"
            aria-selected={index === cursor}
            data-testid="recent-customer"
            data-customer-id={id}
            // A click would come after the blur of the search, which hides the list.
            onPointerDown={(event) => {
              event.preventDefault();
              onOpen(id);
            }}
          >
            <span className={classes['name']}>{stripQuotationMarks(name)}</span>
            <span className={classes['city']}>{city}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
