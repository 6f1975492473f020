import { Button, Menu, UnstyledButton } from '@mantine/core';
import { IconArrowBackUp, IconChevronDown } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import type { CustomerFilter } from '../../../../preload/contract';
import type { Counted } from '../../../stores/counts-store';
import { isShown } from '../../../stores/list-store';
import { useCount, useList, useListQuery, useListQueryParts, useStrings } from '../../../stores/stores';
import { formatNumber } from '../../../strings/format';
import classes from './list-views.module.css';
import { ManageViews, SaveView } from './saved-views';

/** The predefined views, each a single filter combined with the scope and the other filters. */
const READY_MADE = [
  'due',
  'dormant-6',
  'lost',
  'new-prospects',
  'starred',
] as const satisfies readonly CustomerFilter[];

/** A view, predefined or saved by the agent. */
interface View {
  readonly key: Counted;
  readonly name: string;
  readonly isOwn: boolean;
  readonly isCurrent: boolean;
  /** Applies the view, or clears a predefined one that is already applied. */
  readonly onChoose: () => void;
}

/** The views with their counts: as many tabs as fit, the others and all saved views in a menu. */
export function ListViews(): ReactNode {
  const { views: texts } = useStrings();
  const views = useViews();
  const tabs = useRef<HTMLDivElement>(null);
  const hidden = useHiddenTabs(tabs);
  const [open, setOpen] = useState<'save' | 'manage' | null>(null);
  const close = (): void => setOpen(null);
  const inMenu = views.filter(({ key, isOwn }) => isOwn || hidden.has(key));
  // The button names only a saved view: the filter chips already show a predefined view.
  const current = views.find(({ key, isOwn, isCurrent }) => isOwn && isCurrent && hidden.has(key));
  return (
    <div className={classes['views']}>
      <div className={classes['tabs']} ref={tabs} role="group" aria-label={texts.tabs}>
        {views.map((view) => (
          <ViewTab key={view.key} view={view} isHidden={hidden.has(view.key)} />
        ))}
      </div>
      <Menu
        position="bottom-end"
        width={300}
        returnFocus
        withinPortal={false}
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>
          <Button
            size="compact-sm"
            variant={current === undefined ? 'default' : 'light'}
            h={28}
            fz={12}
            fw={400}
            className={classes['menuButton'] ?? ''}
            rightSection={<IconChevronDown size={14} aria-hidden="true" />}
            data-testid="views-open"
          >
            {current?.name ?? texts.open}
          </Button>
        </Menu.Target>
        <Menu.Dropdown aria-label={texts.label}>
          {inMenu.map((view) => (
            <ViewItem key={view.key} view={view} />
          ))}
          {inMenu.length === 0 ? null : <Menu.Divider />}
          <ViewActions onOpen={setOpen} />
        </Menu.Dropdown>
      </Menu>
      <SaveView isOpen={open === 'save'} onClose={close} />
      <ManageViews isOpen={open === 'manage'} onClose={close} />
    </div>
  );
}

function useViews(): readonly View[] {
  const { views: texts } = useStrings();
  const { filter, setFilter } = useListQueryParts('filter', 'setFilter');
  const { views: own, applyView } = useList((state) => state);
  const shown = useListQuery((state) => own.find((view) => isShown(view, state))?.name ?? null);
  return [
    ...READY_MADE.map((ready) => ({
      key: `filter:${ready}` as const,
      name: texts.ready[ready],
      isOwn: false,
      isCurrent: shown === null && filter === ready,
      onChoose: () => setFilter(filter === ready ? 'current' : ready),
    })),
    ...own.map(({ name }) => ({
      key: `view:${name}` as const,
      name,
      isOwn: true,
      isCurrent: name === shown,
      onChoose: () => applyView(name),
    })),
  ];
}

/** Returns the keys of the tabs that do not fit completely into the line. */
function useHiddenTabs(tabs: RefObject<HTMLDivElement | null>): ReadonlySet<string> {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const measure = useRef((): void => undefined);
  useLayoutEffect(() => {
    measure.current = () => {
      const line = tabs.current;
      const all = [...(line?.children ?? [])].filter((child) => child instanceof HTMLElement);
      const isOut = (tab: HTMLElement): boolean =>
        line === null ||
        tab.offsetParent === null ||
        tab.offsetTop > line.offsetTop + line.clientHeight / 2 ||
        tab.offsetLeft + tab.offsetWidth > line.offsetLeft + line.clientWidth + 1;
      const out = all.filter(isOut).map((tab) => tab.dataset['view'] ?? '');
      setHidden((before) =>
        out.length === before.size && out.every((key) => before.has(key)) ? before : new Set(out),
      );
    };
    measure.current();
  });
  useLayoutEffect(() => {
    const line = tabs.current;
    const observer = new ResizeObserver(() => measure.current());
    if (line !== null) {
      // A count that arrives later widens its tab.
      [line, ...line.children].forEach((one) => observer.observe(one));
    }
    return () => observer.disconnect();
  });
  return hidden;
}

function ViewTab({ view, isHidden }: { readonly view: View; readonly isHidden: boolean }): ReactNode {
  return (
    <UnstyledButton
      className={classes['tab'] ?? ''}
      style={{ visibility: isHidden ? 'hidden' : 'visible' }}
      aria-pressed={view.isCurrent}
      data-view={view.key}
      data-testid="view-tab"
      onClick={view.onChoose}
    >
      <span className={classes['name']}>{view.name}</span>
      <ViewCount of={view.key} />
    </UnstyledButton>
  );
}

function ViewItem({ view }: { readonly view: View }): ReactNode {
  return (
    <Menu.Item
      data-testid="view-item"
      data-view={view.key}
      fw={view.isCurrent ? 600 : 400}
      aria-current={view.isCurrent || undefined}
      rightSection={<ViewCount of={view.key} />}
      onClick={view.onChoose}
    >
      {view.name}
    </Menu.Item>
  );
}

function ViewCount({ of }: { readonly of: Counted }): ReactNode {
  const strings = useStrings();
  const count = useCount(of);
  return count === undefined ? null : (
    <span className={classes['count']}>{formatNumber(count, strings)}</span>
  );
}

function ViewActions({ onOpen }: { readonly onOpen: (what: 'save' | 'manage') => void }): ReactNode {
  const { views: texts } = useStrings();
  const { views, deleted, restoreView } = useList((state) => state);
  return (
    <>
      <Menu.Item data-testid="view-save" onClick={() => onOpen('save')}>
        {texts.saveNow}
      </Menu.Item>
      {views.length === 0 ? null : (
        <Menu.Item data-testid="views-manage" onClick={() => onOpen('manage')}>
          {texts.manage}
        </Menu.Item>
      )}
      {deleted === null ? null : (
        <Menu.Item
          leftSection={<IconArrowBackUp size={15} aria-hidden="true" />}
          data-testid="view-restore"
          onClick={restoreView}
        >
          {texts.restore(deleted.name)}
        </Menu.Item>
      )}
    </>
  );
}
