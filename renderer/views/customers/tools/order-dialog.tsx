import { Button, Group, SegmentedControl, Select, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ListColumn } from '../../../../preload/contract';
import { SORT_DIRECTIONS } from '../../../../preload/contract/customer-list';
import { FIXED_COLUMNS, columnWithCaption } from '../../../../preload/contract/list-columns';
import { Dialog } from '../../../components/dialog';
import { naturalDirection } from '../../../stores/list-query-store';
import { useList, useListQueryParts, useStrings } from '../../../stores/stores';
import { columnName } from '../list/list-cells';

/** The dialog that sorts the list by any column, visible or not. */
export function OrderDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const strings = useStrings();
  const { customers, columns: texts } = strings;
  const { sort, direction, columns, orderBy } = useListQueryParts('sort', 'direction', 'columns', 'orderBy');
  const captions = useList((state) => state.captions);
  const choices = new Set<ListColumn>([
    ...columns.map(({ column }) => column),
    sort,
    ...FIXED_COLUMNS,
    ...captions.map(columnWithCaption),
  ]);
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={customers.orderTitle} closeLabel={texts.close}>
      <Stack gap="md">
        <Select
          label={customers.sortBy}
          data={[...choices].map((value) => ({ value, label: columnName(value, strings) }))}
          value={sort}
          searchable
          selectFirstOptionOnChange
          allowDeselect={false}
          maxDropdownHeight={260}
          data-autofocus
          data-testid="order-column"
          onChange={(value) => value !== null && value !== sort && orderBy(value, naturalDirection(value))}
        />
        <SegmentedControl
          aria-label={customers.directionOf}
          data-testid="order-direction"
          data={SORT_DIRECTIONS.map((value) => ({ value, label: customers.directions[value] }))}
          value={direction}
          onChange={(value) => orderBy(sort, value)}
        />
      </Stack>
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose}>{texts.close}</Button>
      </Group>
    </Dialog>
  );
}
