import { Badge, Button, Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { CustomerListItem } from '../../../preload/contract';
import { EmptyState } from '../../components/empty-state';
import { useCustomers, useStrings, useSync } from '../../stores/stores';
import { formatCents, formatDate, formatDateTime } from '../../strings/format';
import type { Strings } from '../../strings/it';
import classes from './customers.module.css';

const ROW_HEIGHT = 46;
/** Rows that PageUp and PageDown jump over. */
const PAGE_ROWS = 10;

/** The rows that are in sight, of however many there are; only those are in the page and have been fetched. */
export function CustomerList(): ReactNode {
  const strings = useStrings();
  const { total, items, show, selectedId, select, search, setSearch, scope } = useCustomers((state) => state);
  const running = useSync((state) => state.progress !== null);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const rows = virtualizer.getVirtualItems();
  const first = rows[0]?.index ?? 0;
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => show(first, last), [show, first, last, items]);

  const selectedIndex = [...items].find(([, item]) => item.id === selectedId)?.[0] ?? -1;
  const move = (event: KeyboardEvent): void => {
    const steps: Partial<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: PAGE_ROWS,
      PageUp: -PAGE_ROWS,
    };
    const by = steps[event.key];
    if (event.key === 'Escape') {
      select(null);
    }
    if (by === undefined || total === null || total === 0) {
      return;
    }
    event.preventDefault();
    const index = Math.min(total - 1, Math.max(0, selectedIndex + by));
    const item = items.get(index);
    if (item !== undefined) {
      select(item.id);
      virtualizer.scrollToIndex(index);
    }
  };

  if (total === 0 && scope === 'removed' && search === '') {
    return <EmptyState title={strings.customers.noneRemoved} text={strings.customers.noneRemovedAdvice} />;
  }
  if (total === 0) {
    return search === '' ? (
      <EmptyState
        title={running ? strings.customers.emptySyncing : strings.customers.empty}
        text={strings.customers.emptyAdvice}
      />
    ) : (
      <EmptyState
        title={strings.customers.none}
        text={strings.customers.noneAdvice}
        action={
          <Button variant="light" size="xs" mt="xs" onClick={() => setSearch('')}>
            {strings.customers.clear}
          </Button>
        }
      />
    );
  }
  const { columns } = strings.customers;
  return (
    <div className={classes['table']}>
      <div className={classes['head']} aria-hidden="true">
        <span>{columns.name}</span>
        <span>{columns.city}</span>
        <span>{columns.contact}</span>
        <span>{columns.lastOrder}</span>
        <span className={classes['right']}>{columns.sales}</span>
      </div>
      <div
        ref={scroller}
        className={classes['scroller']}
        role="listbox"
        aria-label={strings.customers.list}
        aria-activedescendant={selectedIndex < 0 ? undefined : `customer-${selectedIndex}`}
        tabIndex={0}
        onKeyDown={move}
      >
        <div className={classes['all']} style={{ height: virtualizer.getTotalSize() }}>
          {rows.map((row) => (
            <Row
              key={row.key}
              index={row.index}
              top={row.start}
              total={total ?? 0}
              item={items.get(row.index)}
              selected={row.index === selectedIndex}
              strings={strings}
              onOpen={select}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  readonly index: number;
  readonly top: number;
  readonly total: number;
  /** Missing while it is being fetched. */
  readonly item: CustomerListItem | undefined;
  readonly selected: boolean;
  readonly strings: Strings;
  readonly onOpen: (id: string) => void;
}

function Row({ index, top, total, item, selected, strings, onOpen }: RowProps): ReactNode {
  const style = { transform: `translateY(${top}px)`, height: ROW_HEIGHT };
  if (item === undefined) {
    return <div className={classes['row']} style={style} aria-hidden="true" />;
  }
  return (
    // The list itself has the focus and the keys: see onKeyDown of the listbox.
    <div
      id={`customer-${index}`}
      className={classes['row']}
      style={style}
      role="option"
      aria-selected={selected}
      aria-posinset={index + 1}
      aria-setsize={total}
      data-testid="customer-row"
      data-customer-id={item.id}
      onClick={() => onOpen(item.id)}
    >
      <span className={classes['name']}>
        <Text component="span" size="sm" fw={550} truncate>
          {item.name}
        </Text>
        <Absence item={item} strings={strings} />
      </span>
      <span className={classes['cell']}>{item.city}</span>
      <span className={classes['cell']}>{item.phone ?? item.mobile}</span>
      <span className={classes['cell']}>
        {item.lastOrderDate === null ? '' : formatDate(item.lastOrderDate, strings)}
      </span>
      <span className={`${classes['cell']} ${classes['right']}`}>
        {item.salesCents === null ? '' : formatCents(item.salesCents, strings)}
      </span>
    </div>
  );
}

/** The badge of a customer that exports lack, with since when. */
function Absence({
  item: { missingSince, removedSince },
  strings,
}: {
  readonly item: CustomerListItem;
  readonly strings: Strings;
}): ReactNode {
  if (missingSince === null) {
    return null;
  }
  const { customers } = strings;
  const since =
    removedSince === null
      ? customers.missingSince(formatDateTime(missingSince, strings))
      : customers.removedSince(formatDateTime(removedSince, strings));
  return (
    <Badge
      className={classes['badge']}
      size="sm"
      tt="none"
      color={removedSince === null ? 'orange' : 'red'}
      variant="light"
      title={since}
    >
      {removedSince === null ? customers.missing : customers.removed}
    </Badge>
  );
}
