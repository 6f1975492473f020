import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { HeaderSlot } from '../../components/header-place';
import { useUi } from '../../stores/stores';
import type { View } from '../../stores/ui-store';
import { CustomersView } from '../customers/customers-view';
import { NewsView } from '../news/news-view';
import { SettingsView } from '../settings/settings-view';
import { Diagnostics } from '../sync/diagnostics';
import { SyncView } from '../sync/sync-view';
import { CacheBanner } from '../sync-banner/cache-banner';
import { SyncAlert } from '../sync-banner/sync-alert';
import { Header } from './header';
import { Navigation } from './navigation';
import classes from './shell.module.css';

function Screen({ view }: { readonly view: View }): ReactNode {
  switch (view) {
    case 'customers':
      return <CustomersView />;
    case 'news':
      return <NewsView />;
    case 'sync':
      return <SyncView />;
    case 'settings':
      return <SettingsView />;
  }
}

/** The frame of every screen: navigation, header, banner and alerts. */
export function Shell(): ReactNode {
  const view = useUi((state) => state.view);
  const goToSearch = useUi((state) => state.goToSearch);
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const column = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // With text at 200 % this column scrolls, so a new screen must be scrolled to its top.
    column.current?.scrollTo(0, 0);
  }, [view]);
  // The keys work everywhere, including text fields.
  useHotkeys(
    [
      ['mod+K', goToSearch],
      ['mod+F', goToSearch],
    ],
    [],
  );
  return (
    <div className={classes['shell']}>
      <Navigation />
      <div ref={column} className={classes['column']}>
        <Header onPlace={setPlace} />
        {/* The sync screen shows the alert in its own card. */}
        {view === 'sync' ? null : <SyncAlert />}
        <CacheBanner />
        <main className={classes['main']}>
          <HeaderSlot.Provider value={place}>
            <Screen view={view} />
          </HeaderSlot.Provider>
        </main>
      </div>
      <Diagnostics />
    </div>
  );
}
