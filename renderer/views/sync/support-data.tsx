import { Button, Skeleton } from '@mantine/core';
import { IconFileZip } from '@tabler/icons-react';
import { Suspense, lazy, useState } from 'react';
import type { ReactNode } from 'react';
import type { SyncRun, SyncStatus } from '../../../preload/contract';
import { useSupport } from '../../stores/stores';
import { formatDuration, formatNumber } from '../../strings/format';
import type { Strings } from '../../strings/it';
import classes from './sync-view.module.css';

/** Loaded on demand, because the charts are as large as the rest of the window's code. */
const RunCharts = lazy(() => import('./run-charts'));

/** Figures for support, collapsed to one line by default. */
export function SupportData(props: {
  readonly status: SyncStatus;
  readonly runs: readonly SyncRun[];
  readonly strings: Strings;
}): ReactNode {
  const { strings, runs } = props;
  const { metrics, customersTotal } = props.status;
  const { sync, diagnostics } = strings;
  const { medianDuration, p95Duration, logins } = metrics;
  const open = useSupport((state) => state.open);
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className={classes['support']}
      data-testid="support-data"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{sync.support}</summary>
      <div className={classes['supportFacts']}>
        <dl className={classes['parts']}>
          <Fact label={sync.customers} testId="metric-customers">
            {formatNumber(customersTotal, strings)}
          </Fact>
          <Fact label={sync.medianAndP95} testId="metric-median">
            {medianDuration === null || p95Duration === null
              ? '—'
              : `${formatDuration(medianDuration, strings)} · ${formatDuration(p95Duration, strings)}`}
          </Fact>
          <Fact label={sync.logins} testId="metric-logins">
            {sync.loginCounts(formatNumber(logins.today, strings), formatNumber(logins.last30Days, strings))}
          </Fact>
        </dl>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFileZip size={16} aria-hidden="true" />}
          data-testid="diagnostics-open"
          onClick={() => void open()}
        >
          {diagnostics.open}
        </Button>
      </div>
      {isOpen && runs.length > 0 ? (
        <Suspense fallback={<Skeleton h={260} />}>
          <RunCharts runs={runs} />
        </Suspense>
      ) : null}
    </details>
  );
}

function Fact(props: {
  readonly label: string;
  readonly testId: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd data-testid={props.testId}>{props.children}</dd>
    </div>
  );
}
