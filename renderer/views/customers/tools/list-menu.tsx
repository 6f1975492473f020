import { ActionIcon, Menu } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import {
  IconArrowsSort,
  IconBaselineDensityMedium,
  IconColumns3,
  IconDots,
  IconFileExport,
  IconKeyboard,
  IconPrinter,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Density } from '../../../../preload/contract';
import { shortcut } from '../../../keys';
import { useList, useRows, useSettings, useStrings, useCustomerFile, useUi } from '../../../stores/stores';
import { ColumnChooser } from './column-chooser';
import { OrderDialog } from './order-dialog';
import { usePrintList } from './use-print-list';

/** The menu for the whole list: columns, order, row height, saving to a file, printing. */
export function ListMenu(): ReactNode {
  const strings = useStrings();
  const { customers, columns, customerFiles, keys } = strings;
  const showKeys = useUi((state) => state.showKeys);
  const loadCaptions = useList((state) => state.loadCaptions);
  const isEmpty = useRows((state) => state.total === null || state.total === 0);
  const { ask, isBusy } = useCustomerFile((state) => state);
  const density = useSettings((state) => state.snapshot?.preferences.density);
  const change = useSettings((state) => state.change);
  const [open, setOpen] = useState<'columns' | 'order' | null>(null);
  const printList = usePrintList();
  useHotkeys([['mod+P', printList]], []);
  const show = (what: 'columns' | 'order'): void => {
    void loadCaptions();
    setOpen(what);
  };
  const other: Density = density === 'compact' ? 'comfortable' : 'compact';
  const tools = [
    { Icon: IconColumns3, name: 'columns', label: columns.title, onClick: () => show('columns') },
    { Icon: IconArrowsSort, name: 'order', label: customers.orderTitle, onClick: () => show('order') },
    {
      Icon: IconBaselineDensityMedium,
      name: 'density',
      label: customers.density(customers.densities[other]),
      onClick: () => void change({ density: other }),
    },
    {
      Icon: IconFileExport,
      name: 'to-file',
      label: customerFiles.open,
      isOff: isEmpty,
      onClick: () => {
        void loadCaptions();
        ask({ kind: 'list' });
      },
    },
    {
      Icon: IconPrinter,
      name: 'print',
      label: customerFiles.print(shortcut('P')),
      isOff: isEmpty || isBusy,
      onClick: printList,
    },
    { Icon: IconKeyboard, name: 'keys', label: keys.title, onClick: () => showKeys(true) },
  ];
  return (
    <>
      <Menu
        position="bottom-end"
        width={280}
        returnFocus
        withinPortal={false}
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>
          <ActionIcon
            variant="default"
            size={28}
            bg="var(--app-surface)"
            bd="1px solid var(--app-border)"
            aria-label={customers.listMenu}
            title={customers.listMenu}
            data-testid="list-menu"
          >
            <IconDots size={16} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {tools.map(({ Icon, name, label, isOff = false, onClick }) => (
            <Menu.Item
              key={name}
              leftSection={<Icon size={16} aria-hidden="true" />}
              disabled={isOff}
              data-testid={`list-${name}`}
              onClick={onClick}
            >
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <ColumnChooser isOpen={open === 'columns'} onClose={() => setOpen(null)} />
      <OrderDialog isOpen={open === 'order'} onClose={() => setOpen(null)} />
    </>
  );
}
