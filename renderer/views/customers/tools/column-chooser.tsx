import { ActionIcon, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ListColumn } from '../../../../preload/contract';
import {
  DEFAULT_COLUMNS,
  FIXED_COLUMNS,
  columnCaption,
  columnWithCaption,
} from '../../../../preload/contract/list-columns';
import { Dialog } from '../../../components/dialog';
import { useList, useListQueryParts, useStrings } from '../../../stores/stores';
import { moveColumn } from '../list/arrange-columns';
import { columnName } from '../list/list-cells';
import shared from '../shared.module.css';
import classes from './column-chooser.module.css';

/** The dialog for the visible columns and their order. */
export function ColumnChooser({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const strings = useStrings();
  const { columns: texts } = strings;
  const { columns, setColumns } = useListQueryParts('columns', 'setColumns');
  const captions = useList((state) => state.captions);
  const isThere = (column: ListColumn): boolean => columns.some((one) => one.column === column);
  const absent = [...FIXED_COLUMNS, ...captions.map(columnWithCaption)].filter((column) => !isThere(column));
  const add = (column: ListColumn): void => setColumns([...columns, { column, width: null }]);
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={texts.title} closeLabel={texts.close} size="lg">
      <Text size="xs" c="var(--app-quiet)" mb="sm">
        {texts.hint}
      </Text>
      <div className={classes['chooser']}>
        <section>
          <Text component="h3" className={shared['groupTitle']}>
            {texts.shown}
          </Text>
          <ol className={classes['shownColumns']} data-testid="shown-columns">
            {columns.map(({ column }, index) => (
              <ShownRow key={column} column={column} index={index} count={columns.length} />
            ))}
          </ol>
        </section>
        <section>
          <Text component="h3" className={shared['groupTitle']}>
            {texts.toAdd}
          </Text>
          <Stack gap={8} data-testid="absent-columns">
            {absent.map((column) => (
              <Checkbox
                key={column}
                size="sm"
                checked={false}
                label={
                  columnCaption(column) === null
                    ? columnName(column, strings)
                    : `${columnName(column, strings)} (${texts.portal})`
                }
                data-testid={`add-${column}`}
                onChange={() => add(column)}
              />
            ))}
          </Stack>
        </section>
      </div>
      <Group justify="space-between" mt="lg">
        <Button variant="default" data-testid="columns-reset" onClick={() => setColumns(DEFAULT_COLUMNS)}>
          {texts.reset}
        </Button>
        <Button onClick={onClose}>{texts.close}</Button>
      </Group>
    </Dialog>
  );
}

function ShownRow({
  column,
  index,
  count,
}: {
  readonly column: ListColumn;
  readonly index: number;
  readonly count: number;
}): ReactNode {
  const strings = useStrings();
  const { columns: texts } = strings;
  const { columns, setColumns } = useListQueryParts('columns', 'setColumns');
  const name = columnName(column, strings);
  const isName = column === 'name';
  const actions = [
    {
      Icon: IconArrowUp,
      label: texts.earlier(name),
      isOff: index < 2,
      to: () => moveColumn(columns, column, -1),
    },
    {
      Icon: IconArrowDown,
      label: texts.later(name),
      isOff: isName || index === count - 1,
      to: () => moveColumn(columns, column, 1),
    },
    {
      Icon: IconX,
      label: texts.remove(name),
      isOff: isName,
      to: () => columns.filter((one) => one.column !== column),
    },
  ];
  return (
    <li>
      <Text component="span" size="sm" truncate>
        {name}
      </Text>
      <Group gap={2} wrap="nowrap">
        {actions.map(({ Icon, label, isOff, to }) => (
          <ActionIcon
            key={label}
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={label}
            disabled={isOff}
            onClick={() => setColumns(to())}
          >
            <Icon size={14} aria-hidden="true" />
          </ActionIcon>
        ))}
      </Group>
    </li>
  );
}
