import { Group, ScrollArea, SimpleGrid, Skeleton, Stack, Text, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconHandStop } from '@tabler/icons-react';
import { Suspense, lazy } from 'react';
import type { ReactNode } from 'react';
import type { SyncHealth, SyncMetrics, SyncStatus } from '../../../preload/contract';
import { EmptyState } from '../../components/empty-state';
import { Section } from '../../components/section';
import { useArchive, useNow, useStrings, useSync } from '../../stores/stores';
import {
  formatAgo,
  formatDateTime,
  formatDuration,
  formatNumber,
  formatShare,
  formatUntil,
  formatComing,
} from '../../strings/format';
import type { Strings } from '../../strings/it';
import { PauseSetting } from '../settings/pause-setting';
import { Diagnostics } from './diagnostics';
import { RunResult, RunsTable } from './runs-table';
import classes from './sync-view.module.css';

/** Charts take as much code as the rest of the window: loaded when they are first looked at. */
const RunCharts = lazy(() => import('./run-charts'));

const HEALTH_LOOKS: Readonly<
  Record<SyncHealth, { readonly color: string; readonly Icon: typeof IconCircleCheck }>
> = {
  unknown: { color: 'gray', Icon: IconCircleDashed },
  healthy: { color: 'green', Icon: IconCircleCheck },
  failing: { color: 'yellow', Icon: IconAlertTriangle },
  degraded: { color: 'orange', Icon: IconAlertTriangle },
  blocked: { color: 'red', Icon: IconHandStop },
};

/** The metrics panel: whether syncing works, what it did, when it goes on. */
export function SyncView(): ReactNode {
  const strings = useStrings();
  const status = useSync((state) => state.status);
  const runs = useSync((state) => state.runs);
  const backupFailure = useArchive((archive) => archive.state?.backupFailure ?? null);
  if (status === null) {
    return null;
  }
  return (
    <ScrollArea h="100%">
      <Stack p="lg" gap="lg" maw={1600}>
        <Figures status={status} strings={strings} />
        {backupFailure === null ? null : (
          <Text size="sm" c="var(--app-quiet)" data-testid="backup-failed">
            {strings.archive.backupFailed(strings.errors[backupFailure].title)}
          </Text>
        )}
        {runs.length === 0 ? null : (
          <Suspense fallback={<Skeleton h={220} />}>
            <RunCharts runs={runs} />
          </Suspense>
        )}
        <Section title={strings.sync.runs}>
          {runs.length === 0 ? (
            <EmptyState title={strings.sync.noRunsTitle} text={strings.sync.noRuns} />
          ) : (
            <RunsTable runs={runs} strings={strings} />
          )}
        </Section>
        <Section title={strings.pause.title}>
          <PauseSetting pause={status.pause} />
        </Section>
        <Diagnostics />
      </Stack>
    </ScrollArea>
  );
}

function Figures({ status, strings }: { readonly status: SyncStatus; readonly strings: Strings }): ReactNode {
  const now = useNow();
  const { metrics, nextSyncAt, hold, customersTotal } = status;
  const { sync } = strings;
  const { color, Icon } = HEALTH_LOOKS[metrics.health];
  const last = metrics.lastSuccessTime;
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="md">
      <Figure label={sync.health} testId="metric-health">
        <Group gap={8} wrap="nowrap" align="flex-start">
          <Icon
            size={22}
            className={classes['icon']}
            color={`var(--mantine-color-${color}-6)`}
            aria-hidden="true"
          />
          <span className={classes['word']}>{sync.healths[metrics.health]}</span>
        </Group>
      </Figure>
      <Figure
        label={sync.lastSuccess}
        testId="metric-last-success"
        hint={last === null ? undefined : formatDateTime(last, strings)}
      >
        {last === null ? strings.header.never : formatAgo(last, now, strings)}
      </Figure>
      <Figure label={sync.nextSync} testId="metric-next" hint={nextHint(status, strings)}>
        {nextSyncAt === null ? (
          <span className={classes['word']}>
            {hold !== null && 'until' in hold
              ? sync.goesOn(formatComing(hold.until, now, strings))
              : sync.notPlanned(sync.holds[hold?.reason ?? 'no-account'])}
          </span>
        ) : (
          formatUntil(nextSyncAt, now, strings)
        )}
      </Figure>
      <Figure label={sync.lastResult} testId="metric-last-result">
        {metrics.lastResult === null ? '—' : <RunResult run={metrics.lastResult} strings={strings} />}
      </Figure>
      <Figure label={sync.customers} testId="metric-customers">
        {formatNumber(customersTotal, strings)}
      </Figure>
      <Figure label={sync.total} testId="metric-total">
        {formatNumber(metrics.totalSyncs, strings)}
      </Figure>
      <Figure label={sync.average} testId="metric-average">
        {metrics.averageDuration === null ? '—' : formatDuration(metrics.averageDuration, strings)}
      </Figure>
      <Figure label={sync.medianAndP95} testId="metric-median">
        {metrics.medianDuration === null || metrics.p95Duration === null
          ? '—'
          : `${formatDuration(metrics.medianDuration, strings)} · ${formatDuration(metrics.p95Duration, strings)}`}
      </Figure>
      <Figure label={sync.failures} testId="metric-failures">
        {formatNumber(metrics.consecutiveFailures, strings)}
      </Figure>
      <Figure
        label={sync.errorRate}
        testId="metric-error-rate"
        hint={sync.target(formatShare(metrics.errorRate, strings), '< 5 %')}
      >
        {formatShare(metrics.errorRate, strings)}
      </Figure>
      <Figure label={sync.unchanged} testId="metric-unchanged" hint={unchangedHint(metrics, strings)}>
        {metrics.unchangedShare === null ? '—' : formatShare(metrics.unchangedShare, strings)}
      </Figure>
      <Figure label={sync.logins} testId="metric-logins">
        <span className={classes['word']}>
          {sync.loginCounts(
            formatNumber(metrics.logins.today, strings),
            formatNumber(metrics.logins.last30Days, strings),
          )}
        </span>
      </Figure>
    </SimpleGrid>
  );
}

/** When the next one comes, or why it does not before. */
function nextHint({ nextSyncAt, hold }: SyncStatus, strings: Strings): string | undefined {
  if (nextSyncAt !== null) {
    return formatDateTime(nextSyncAt, strings);
  }
  return hold !== null && 'until' in hold ? strings.sync.holds[hold.reason] : undefined;
}

function unchangedHint({ unchangedShare }: SyncMetrics, strings: Strings): string | undefined {
  return unchangedShare === null
    ? undefined
    : strings.sync.target(formatShare(unchangedShare, strings), '> 95 %');
}

function Figure(props: {
  readonly label: string;
  readonly testId: string;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className={classes['figure']}>
      <Text size="xs" c="var(--app-quiet)" fw={600} component="h2">
        {props.label}
      </Text>
      <Tooltip label={props.hint} disabled={props.hint === undefined}>
        <div className={classes['value']} data-testid={props.testId}>
          {props.children}
        </div>
      </Tooltip>
    </div>
  );
}
