import { useHotkeys } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useUi } from '../../stores/stores';
import type { View } from '../../stores/ui-store';
import { CustomersView } from '../customers/customers-view';
import { NewsView } from '../news/news-view';
import { SettingsView } from '../settings/settings-view';
import { SyncView } from '../sync/sync-view';
import { ArchiveBanner } from '../sync-banner/archive-banner';
import { SyncBanner } from '../sync-banner/sync-banner';
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

/** The frame around every screen: navigation, how old the data are, the banner. */
export function Shell(): ReactNode {
  const view = useUi((state) => state.view);
  const goToSearch = useUi((state) => state.goToSearch);
  // From anywhere, text fields included.
  useHotkeys([['mod+K', goToSearch]], []);
  return (
    <div className={classes['shell']}>
      <Navigation />
      <div className={classes['column']}>
        <Header />
        <SyncBanner />
        <ArchiveBanner />
        <main className={classes['main']}>
          <Screen view={view} />
        </main>
      </div>
    </div>
  );
}
