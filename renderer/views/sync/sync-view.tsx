import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '../../components/empty-state';
import { useCache, useNews, useStrings, useSync, useUi } from '../../stores/stores';
import { MetricsRow } from './metrics-row';
import { RunResult, RunsTable } from './runs-table';
import { StatusCard } from './status-card';
import { SupportData } from './support-data';
import classes from './sync-view.module.css';

/** The sync screen: the state, the figures, the last result and the list of runs. */
export function SyncView(): ReactNode {
  const strings = useStrings();
  const { sync, news, cache, errors } = strings;
  const status = useSync((state) => state.status);
  const runs = useSync((state) => state.runs);
  const backupFailure = useCache((state) => state.state?.backupFailure ?? null);
  const hasNews = useNews((state) => state.total) > 0;
  const open = useUi((state) => state.open);
  if (status === null) {
    return null;
  }
  const { lastResult } = status.metrics;
  return (
    <div className={classes['screen']}>
      <StatusCard status={status} />
      <MetricsRow metrics={status.metrics} strings={strings} />
      <div className={classes['lastOutcome']}>
        <span>
          {sync.lastResult}:{' '}
          <span data-testid="metric-last-result">
            {lastResult === null ? '—' : <RunResult run={lastResult} strings={strings} />}
          </span>
        </span>
        {hasNews ? (
          <Anchor component="button" size="sm" fw={600} data-testid="to-news" onClick={() => open('news')}>
            {news.show}
          </Anchor>
        ) : null}
        {backupFailure === null ? null : (
          <Text span size="sm" c="var(--app-quiet)" data-testid="backup-failed">
            {cache.backupFailed(errors[backupFailure].title)}
          </Text>
        )}
      </div>
      {runs.length === 0 ? (
        <div className={classes['none']}>
          <EmptyState title={sync.noRunsTitle} text={sync.noRuns} />
        </div>
      ) : (
        <RunsTable runs={runs} strings={strings} />
      )}
      <SupportData status={status} runs={runs} strings={strings} />
    </div>
  );
}
