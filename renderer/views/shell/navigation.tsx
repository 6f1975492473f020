import { Tooltip, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconAddressBook, IconBell, IconRefresh, IconSettings } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useNews, useStrings, useUi } from '../../stores/stores';
import type { View } from '../../stores/ui-store';
import { formatNumber } from '../../strings/format';
import classes from './shell.module.css';

const SCREENS: readonly { readonly view: View; readonly Icon: typeof IconRefresh }[] = [
  { view: 'customers', Icon: IconAddressBook },
  { view: 'news', Icon: IconBell },
  { view: 'sync', Icon: IconRefresh },
  { view: 'settings', Icon: IconSettings },
];

/** The minimum width for labels next to the icons, as in shell.module.css. */
const HAS_LABELS = '(min-width: 1500px)';

/** The links to the screens: icons with tooltips, or with labels if the window is wide enough. */
export function Navigation(): ReactNode {
  const strings = useStrings();
  const { nav } = strings;
  const news = useNews((state) => state.customers);
  const hasLabels = useMediaQuery(HAS_LABELS, undefined, { getInitialValueInEffect: false });
  const { view: current, open } = useUi((state) => state);
  const [pointedAt, setPointedAt] = useState<View | null>(null);
  const leave = (): void => setPointedAt(null);
  return (
    <nav className={classes['navigation']} aria-label={nav.label}>
      <div className={classes['brand']}>
        <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
          <rect x="1" y="1" width="30" height="30" rx="8" fill="#0c6b75" />
          <path
            d="M8 24 16 7l8 17"
            fill="none"
            stroke="#fff"
            strokeWidth="4"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
          <circle cx="16" cy="19.5" r="2.8" fill="#ffd166" />
        </svg>
        <span>Archibald Agent</span>
      </div>
      {SCREENS.map(({ view, Icon }) => {
        const count = view === 'news' ? news : 0;
        const name = count === 0 ? nav[view] : strings.news.customers(count, formatNumber(count, strings));
        return (
          // The tooltip closes on use, because it would cover the search field of a small window.
          <Tooltip key={view} label={name} position="right" opened={pointedAt === view && !hasLabels}>
            <UnstyledButton
              className={classes['link']}
              aria-label={name}
              aria-current={view === current ? 'page' : undefined}
              data-testid={`nav-${view}`}
              onMouseEnter={() => setPointedAt(view)}
              onMouseLeave={leave}
              onFocus={({ currentTarget }) =>
                currentTarget.matches(':focus-visible') ? setPointedAt(view) : leave()
              }
              onBlur={leave}
              onKeyDown={({ key }) => (key === 'Escape' ? leave() : undefined)}
              onClick={() => {
                leave();
                open(view);
              }}
            >
              <Icon size={20} stroke={1.7} aria-hidden="true" />
              <span className={classes['label']} aria-hidden="true">
                {nav[view]}
              </span>
              {count > 0 ? (
                <span className={classes['count']} aria-hidden="true" data-testid="news-count">
                  {formatNumber(count, strings)}
                </span>
              ) : null}
            </UnstyledButton>
          </Tooltip>
        );
      })}
    </nav>
  );
}
