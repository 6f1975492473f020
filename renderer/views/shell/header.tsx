import { Badge, Button, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSettings, useStrings, useSync, useUi } from '../../stores/stores';
import { SyncBanner } from '../sync-banner/sync-banner';
import classes from './shell.module.css';

/** The header: screen title, search, age of the data or sync run, and the update button. */
export function Header({ onPlace }: { readonly onPlace: (place: HTMLElement | null) => void }): ReactNode {
  const strings = useStrings();
  const view = useUi((state) => state.view);
  const isDemo = useSettings((state) => state.snapshot?.connection.kind === 'demo');
  const running = useSync((state) => state.progress !== null);
  const start = useSync((state) => state.start);
  return (
    // Not a banner landmark, because an open dialog has a header of its own.
    <section className={classes['header']} aria-label={strings.header.label} data-testid="header">
      <div className={classes['heading']}>
        <Title order={1}>{strings.nav[view]}</Title>
        {isDemo ? (
          <Badge variant="light" color="orange" size="sm">
            {strings.header.demo}
          </Badge>
        ) : null}
      </div>
      <div className={classes['search']} ref={onPlace} data-view={view} />
      <SyncBanner />
      {/* `disabled` would take the focus from the button. */}
      <Button
        className={classes['update']}
        size="compact-sm"
        data-testid="sync-button"
        aria-disabled={running}
        data-disabled={running}
        onClick={() => (running ? undefined : void start())}
      >
        {running ? strings.header.updating : strings.header.updateNow}
      </Button>
    </section>
  );
}
