import { Group, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useNow, useStrings, useSync } from '../../stores/stores';
import { formatAgo, formatRecently, isStale } from '../../strings/format';
import classes from './sync-banner.module.css';

/** The age of the data. It is outside any live region because it changes constantly. */
export function DataAge(): ReactNode {
  const strings = useStrings();
  const now = useNow();
  const lastSuccess = useSync((state) => state.status?.metrics.lastSuccessTime ?? null);
  if (lastSuccess === null) {
    return (
      <div className={classes['age']} data-testid="data-age">
        {strings.header.never}
      </div>
    );
  }
  const stale = isStale(lastSuccess, now);
  const Icon = stale ? IconAlertTriangle : IconClock;
  const when = formatRecently(lastSuccess, now, strings);
  return (
    <Tooltip label={stale ? `${strings.header.stale} · ${when}` : when}>
      <Group
        gap={5}
        wrap="nowrap"
        className={classes['age']}
        data-stale={stale || undefined}
        data-testid="data-age"
      >
        <Icon size={14} aria-hidden="true" />
        <span>{strings.header.dataAge(formatAgo(lastSuccess, now, strings))}</span>
      </Group>
    </Tooltip>
  );
}
