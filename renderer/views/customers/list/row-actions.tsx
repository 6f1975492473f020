import { IconBell, IconPhone, IconQrcode } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CustomerListItem } from '../../../../preload/contract';
import { useCustomerActions } from '../../../stores/stores';
import type { Strings } from '../../../strings/it';
import { phonesInRow } from './found-by';
import classes from './row-actions.module.css';

interface Props {
  readonly item: CustomerListItem;
  readonly strings: Strings;
}

/** The most frequent actions at the end of the row under the pointer. */
export function RowActions({ item, strings }: Props): ReactNode {
  const { act } = useCustomerActions();
  const { detail, customers } = strings;
  const [first] = phonesInRow(item);
  const number = first === undefined || first.dialString === null ? null : first.text;
  const actions = [
    { name: 'call', Icon: IconPhone, label: number === null ? null : `${detail.call} ${number}` },
    {
      name: 'scan',
      Icon: IconQrcode,
      label: number === null ? detail.scan.open : detail.scan.of(number),
    },
    { name: 'recall', Icon: IconBell, label: customers.columns.dueOn },
  ] as const;
  return (
    <span role="gridcell" className={classes['place']}>
      <span className={classes['actions']}>
        {actions.map(({ name, Icon, label }) =>
          label === null ? null : (
            <button
              key={name}
              type="button"
              className={classes['action']}
              // Tab skips the buttons, so that the focus stays on the list.
              tabIndex={-1}
              title={label}
              aria-label={label}
              data-testid={`row-${name}`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={(event) => {
                event.stopPropagation();
                act(name, item);
              }}
            >
              <Icon size={16} stroke={1.7} aria-hidden="true" />
            </button>
          ),
        )}
      </span>
    </span>
  );
}
