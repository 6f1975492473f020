import type { ReactNode } from 'react';
import { useUi } from '../../stores/stores';
import { CustomersView } from '../customers/customers-view';
import { SettingsView } from '../settings/settings-view';
import { ArchiveBanner } from '../sync-banner/archive-banner';
import { SyncBanner } from '../sync-banner/sync-banner';
import { SyncView } from '../sync/sync-view';
import { Header } from './header';
import { Navigation } from './navigation';
import classes from './shell.module.css';

/** The frame around every screen: navigation, how old the data are, the banner. */
export function Shell(): ReactNode {
  const view = useUi((state) => state.view);
  return (
    <div className={classes['shell']}>
      <Navigation />
      <div className={classes['column']}>
        <Header />
        <SyncBanner />
        <ArchiveBanner />
        <main className={classes['main']}>
          {view === 'customers' ? <CustomersView /> : view === 'sync' ? <SyncView /> : <SettingsView />}
        </main>
      </div>
    </div>
  );
}
