import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SyncMetrics } from '../../../preload/contract';
import { useNow } from '../../stores/stores';
import { formatAgo, formatDuration, formatNumber, formatRecently, formatShare } from '../../strings/format';
import type { Strings } from '../../strings/it';
import classes from './metrics-row.module.css';
import { HealthIcon } from './status-card';

/** The figures about past syncs, in a row that wraps in a narrow window instead of scrolling. */
export function MetricsRow(props: { readonly metrics: SyncMetrics; readonly strings: Strings }): ReactNode {
  const { metrics, strings } = props;
  const { sync, header } = strings;
  const now = useNow();
  const { lastSuccessTime: last, lastResult, averageDuration, unchangedShare, health } = metrics;
  return (
    <div className={classes['place']}>
      <dl className={classes['row']} data-testid="metrics">
        <Figure
          label={sync.lastSuccess}
          testId="metric-last-success"
          hint={last === null ? undefined : formatRecently(last, now, strings)}
        >
          {last === null ? header.never : formatAgo(last, now, strings)}
        </Figure>
        <Figure label={sync.columns.outcome} testId="metric-outcome">
          {lastResult === null ? '—' : sync.outcomes[lastResult.outcome]}
        </Figure>
        <Figure label={sync.total} testId="metric-total">
          {formatNumber(metrics.totalSyncs, strings)}
        </Figure>
        <Figure label={sync.failures} testId="metric-failures">
          {formatNumber(metrics.consecutiveFailures, strings)}
        </Figure>
        <Figure label={sync.average} testId="metric-average">
          {averageDuration === null ? '—' : formatDuration(averageDuration, strings)}
        </Figure>
        <Figure label={sync.errorRate} testId="metric-error-rate" hint={sync.target('< 5 %')}>
          {formatShare(metrics.errorRate, strings)}
        </Figure>
        <Figure label={sync.unchanged} testId="metric-unchanged" hint={sync.target('> 95 %')}>
          {unchangedShare === null ? '—' : formatShare(unchangedShare, strings)}
        </Figure>
        <Figure label={sync.health} testId="metric-health">
          <HealthIcon health={health} size={16} />
          {sync.healths[health]}
        </Figure>
      </dl>
    </div>
  );
}

function Figure(props: {
  readonly label: string;
  readonly testId: string;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className={classes['figure']}>
      <dt>{props.label}</dt>
      <Tooltip label={props.hint} disabled={props.hint === undefined}>
        <dd data-testid={props.testId}>{props.children}</dd>
      </Tooltip>
    </div>
  );
}
