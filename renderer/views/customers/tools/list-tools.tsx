import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconColumns3, IconFileExport, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { shortcut } from '../../../keys';
import { useList, useRows, useStrings, useTakeAlong } from '../../../stores/stores';
import { ColumnChooser } from './column-chooser';
import { SavedViews } from './saved-views';

/** What the agent does with the list as a whole: keep it as a view, choose its columns, take it along, print it. */
export function ListTools(): ReactNode {
  const { columns, takeAlong } = useStrings();
  const loadCaptions = useList((state) => state.loadCaptions);
  const isEmpty = useRows((state) => state.total === null || state.total === 0);
  const { ask, print, isBusy } = useTakeAlong((state) => state);
  const [isChoosing, setChoosing] = useState(false);
  const printList = (): void => {
    if (!isEmpty) {
      void print({ kind: 'list' });
    }
  };
  useHotkeys([['mod+P', printList]], []);
  const tools = [
    {
      Icon: IconColumns3,
      name: 'columns',
      label: columns.title,
      isOff: false,
      onClick: () => {
        void loadCaptions();
        setChoosing(true);
      },
    },
    {
      Icon: IconFileExport,
      name: 'take-along',
      label: takeAlong.open,
      isOff: isEmpty,
      onClick: () => {
        void loadCaptions();
        ask({ kind: 'list' });
      },
    },
    {
      Icon: IconPrinter,
      name: 'print',
      label: takeAlong.print(shortcut('P')),
      isOff: isEmpty || isBusy,
      onClick: printList,
    },
  ];
  return (
    <Group gap={6} wrap="nowrap" flex="none" ml="auto">
      <SavedViews />
      {tools.map(({ Icon, name, label, isOff, onClick }) => (
        <Tooltip key={name} label={label}>
          <ActionIcon
            variant="default"
            size={30}
            aria-label={label}
            disabled={isOff}
            data-testid={`list-${name}`}
            onClick={onClick}
          >
            <Icon size={16} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      ))}
      <ColumnChooser isOpen={isChoosing} onClose={() => setChoosing(false)} />
    </Group>
  );
}
