import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { DragEvent, KeyboardEvent, PointerEvent, ReactNode } from 'react';
import type { ListColumn, ShownColumn, SortDirection } from '../../../../preload/contract';
import { naturalDirection } from '../../../stores/list-query-store';
import { useListQueryParts, useStrings } from '../../../stores/stores';
import shared from '../shared.module.css';
import { moveColumn, resizeColumn } from './arrange-columns';
import { columnName, isFigure } from './list-cells';
import classes from './list-head.module.css';

/** The change of a column's width per key press, in pixels. */
const KEY_STEP = 16;

/**
 * The column headings. A click sorts, a second click reverses the order. Dragging a heading moves
 * its column; dragging its edge changes the width. With the
 * arrow keys, Alt moves the column and Shift changes its width.
 */
export function ListHead({ columns }: { readonly columns: readonly ShownColumn[] }): ReactNode {
  return (
    <div className={`${shared['columns']} ${classes['head']}`} role="row" aria-rowindex={1}>
      {columns.map(({ column }) => (
        <HeadCell key={column} column={column} />
      ))}
    </div>
  );
}

function HeadCell({ column }: { readonly column: ListColumn }): ReactNode {
  const strings = useStrings();
  const { customers } = strings;
  const { sort, direction, sortBy, columns, setColumns } = useListQueryParts(
    'sort',
    'direction',
    'sortBy',
    'columns',
    'setColumns',
  );
  const isCurrent = column === sort;
  const turned: SortDirection = direction === 'ascending' ? 'descending' : 'ascending';
  const next = isCurrent ? turned : naturalDirection(column);
  const Arrow = direction === 'ascending' ? IconChevronUp : IconChevronDown;
  const name = columnName(column, strings);
  const width = (cell: Element | null): number => Math.round(cell?.getBoundingClientRect().width ?? 0);

  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (step === 0 || event.altKey === event.shiftKey) {
      return;
    }
    event.preventDefault();
    const cell = event.currentTarget.parentElement;
    setColumns(
      event.altKey
        ? moveColumn(columns, column, step)
        : resizeColumn(columns, column, width(cell) + step * KEY_STEP),
    );
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    const edge = event.currentTarget;
    const begin = width(edge.parentElement) - event.clientX;
    edge.setPointerCapture(event.pointerId);
    edge.onpointermove = ({ clientX }) => setColumns(resizeColumn(columns, column, begin + clientX));
    edge.onpointerup = () => {
      edge.onpointermove = null;
    };
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    const dragged = event.dataTransfer.getData('text/plain');
    const from = columns.findIndex((one) => one.column === dragged);
    const to = columns.findIndex((one) => one.column === column);
    if (from > 0 && to >= 0) {
      setColumns(moveColumn(columns, dragged as ListColumn, Math.max(to, 1) - from));
    }
  };
  return (
    <div
      role="columnheader"
      aria-sort={isCurrent ? direction : 'none'}
      className={classes['headCell']}
      data-figure={isFigure(column) || undefined}
      draggable={column !== 'name'}
      onDragStart={(event) => event.dataTransfer.setData('text/plain', column)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      <UnstyledButton
        className={classes['sortButton']}
        data-current={isCurrent || undefined}
        data-testid={`sort-${column}`}
        title={name}
        aria-label={customers.sortColumn(name, customers.directions[next])}
        aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight Shift+ArrowLeft Shift+ArrowRight"
        onClick={() => sortBy(column)}
        onKeyDown={onKey}
      >
        <span className={classes['caption']}>{name}</span>
        {isCurrent ? <Arrow size={14} aria-hidden="true" /> : null}
      </UnstyledButton>
      <span
        className={classes['edge']}
        aria-hidden="true"
        data-testid={`edge-${column}`}
        // Prevents a drag of the edge from dragging the whole heading.
        onMouseDown={(event) => event.preventDefault()}
        onPointerDown={onPointerDown}
      />
    </div>
  );
}
