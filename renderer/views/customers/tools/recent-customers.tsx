import type { ReactNode } from 'react';
import { useRecent, useStrings } from '../../../stores/stores';
import { plainName } from '../../../strings/plain-name';
import classes from './recent-customers.module.css';

/** The element that the search names for the one the arrow keys are at. */
export function recentId(index: number): string {
  return `recent-${index}`;
}

/** The customers opened last, under the empty search; the search keeps the focus and the keys. */
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
            // Before the search loses the focus, with which they go.
            onPointerDown={(event) => {
              event.preventDefault();
              onOpen(id);
            }}
          >
            <span className={classes['name']}>{plainName(name)}</span>
            <span className={classes['city']}>{city}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
