import { Badge, UnstyledButton } from '@mantine/core';
import { IconAddressBook, IconBell, IconRefresh, IconSettings } from '@tabler/icons-react';
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

export function Navigation(): ReactNode {
  const strings = useStrings();
  const { nav } = strings;
  const news = useNews((state) => state.customers);
  const { view: current, open } = useUi((state) => state);
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
      {SCREENS.map(({ view, Icon }) => (
        <UnstyledButton
          key={view}
          className={classes['link']}
          aria-current={view === current ? 'page' : undefined}
          data-testid={`nav-${view}`}
          onClick={() => open(view)}
        >
          <Icon size={20} stroke={1.7} aria-hidden="true" />
          <span>{nav[view]}</span>
          {view === 'news' && news > 0 ? (
            <Badge className={classes['count']} size="sm" radius="sm" data-testid="news-count">
              {formatNumber(news, strings)}
            </Badge>
          ) : null}
        </UnstyledButton>
      ))}
    </nav>
  );
}
