import { Badge, Button, Group, Text, Title, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useNow, useSettings, useStrings, useSync, useUi } from '../../stores/stores';
import { formatAgo, formatDateTime, isStale } from '../../strings/format';
import classes from './shell.module.css';

/** Names the screen, and says on every screen how old the data are. */
export function Header(): ReactNode {
  const strings = useStrings();
  const view = useUi((state) => state.view);
  const isDemo = useSettings((state) => state.snapshot?.connection.kind === 'demo');
  const running = useSync((state) => state.progress !== null);
  const start = useSync((state) => state.start);
  return (
    // A region, not a banner: the head of an open dialog is one.
    <section className={classes['header']} aria-label={strings.header.label}>
      <Group gap="sm">
        <Title order={1} size="h4">
          {strings.nav[view]}
        </Title>
        {isDemo ? (
          <Badge variant="light" color="orange">
            {strings.header.demo}
          </Badge>
        ) : null}
      </Group>
      <Group gap="lg">
        <DataAge />
        <Button data-testid="sync-button" disabled={running} onClick={() => void start()}>
          {running ? strings.header.updating : strings.header.updateNow}
        </Button>
      </Group>
    </section>
  );
}

function DataAge(): ReactNode {
  const strings = useStrings();
  const now = useNow();
  const lastSuccess = useSync((state) => state.status?.metrics.lastSuccessTime ?? null);
  if (lastSuccess === null) {
    return (
      <Text size="sm" c="var(--app-quiet)" data-testid="data-age">
        {strings.header.never}
      </Text>
    );
  }
  const stale = isStale(lastSuccess, now);
  const Icon = stale ? IconAlertTriangle : IconClock;
  const when = formatDateTime(lastSuccess, strings);
  return (
    <Tooltip label={stale ? `${strings.header.stale} · ${when}` : when}>
      <Group gap={6} className={classes['age']} data-stale={stale || undefined} data-testid="data-age">
        <Icon size={16} aria-hidden="true" />
        <Text size="sm" fw={stale ? 700 : 400}>
          {strings.header.dataAge(formatAgo(lastSuccess, now, strings))}
        </Text>
      </Group>
    </Tooltip>
  );
}
