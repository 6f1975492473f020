import { Group, ScrollArea, Skeleton, Stack, Text, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconHandStop } from '@tabler/icons-react';
import { Suspense, lazy } from 'react';
import type { ReactNode } from 'react';
import type { SyncHealth, SyncStatus } from '../../../preload/contract';
import { EmptyState } from '../../components/empty-state';
import { Section } from '../../components/section';
import { useArchive, useNow, useStrings, useSync } from '../../stores/stores';
import {
  formatAgo,
  formatDuration,
  formatNumber,
  formatShare,
  formatRecently,
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
  'foreign-network': { color: 'gray', Icon: IconCircleDashed },
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
        <MoreFigures status={status} strings={strings} />
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

/** What the agent asks: is it fresh, does it work, what changed, when next, how long. */
function Figures({ status, strings }: { readonly status: SyncStatus; readonly strings: Strings }): ReactNode {
  const now = useNow();
  const { metrics, nextSyncAt, hold } = status;
  const { sync } = strings;
  const { color, Icon } = HEALTH_LOOKS[metrics.health];
  const last = metrics.lastSuccessTime;
  return (
    <div className={classes['figuresPlace']}>
      <div className={classes['figures']}>
        <Figure
          label={sync.lastSuccess}
          testId="metric-last-success"
          hint={last === null ? undefined : formatRecently(last, now, strings)}
        >
          {last === null ? strings.header.never : formatAgo(last, now, strings)}
        </Figure>
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
        <Figure label={sync.lastResult} testId="metric-last-result">
          {metrics.lastResult === null ? '—' : <RunResult run={metrics.lastResult} strings={strings} />}
        </Figure>
        <Figure label={sync.nextSync} testId="metric-next" hint={nextHint(status, now, strings)}>
          {nextSyncAt === null ? (
            <span className={classes['word']}>
              {hold !== null && 'until' in hold
                ? sync.goesOn(formatComing(hold.until, now, strings))
                : sync.notPlanned(
                    sync.holds[hold?.reason === 'obstacle' ? hold.code : (hold?.reason ?? 'no-account')],
                  )}
            </span>
          ) : (
            formatUntil(nextSyncAt, now, strings)
          )}
        </Figure>
        <Figure label={sync.average} testId="metric-average">
          {metrics.averageDuration === null ? '—' : formatDuration(metrics.averageDuration, strings)}
        </Figure>
      </div>
    </div>
  );
}

/** What support asks for rather than the agent. */
function MoreFigures({
  status,
  strings,
}: {
  readonly status: SyncStatus;
  readonly strings: Strings;
}): ReactNode {
  const { metrics, customersTotal } = status;
  const { sync } = strings;
  const { medianDuration, p95Duration, unchangedShare, logins } = metrics;
  return (
    <details className={classes['more']} data-testid="metrics-more">
      <summary>{sync.more}</summary>
      <dl className={classes['parts']}>
        <Fact label={sync.customers} testId="metric-customers">
          {formatNumber(customersTotal, strings)}
        </Fact>
        <Fact label={sync.total} testId="metric-total">
          {formatNumber(metrics.totalSyncs, strings)}
        </Fact>
        <Fact label={sync.medianAndP95} testId="metric-median">
          {medianDuration === null || p95Duration === null
            ? '—'
            : `${formatDuration(medianDuration, strings)} · ${formatDuration(p95Duration, strings)}`}
        </Fact>
        <Fact label={sync.failures} testId="metric-failures">
          {formatNumber(metrics.consecutiveFailures, strings)}
        </Fact>
        <Fact label={sync.errorRate} testId="metric-error-rate" note={sync.target('< 5 %')}>
          {formatShare(metrics.errorRate, strings)}
        </Fact>
        <Fact label={sync.unchanged} testId="metric-unchanged" note={sync.target('> 95 %')}>
          {unchangedShare === null ? '—' : formatShare(unchangedShare, strings)}
        </Fact>
        <Fact label={sync.logins} testId="metric-logins">
          {sync.loginCounts(formatNumber(logins.today, strings), formatNumber(logins.last30Days, strings))}
        </Fact>
      </dl>
    </details>
  );
}

function Fact(props: {
  readonly label: string;
  readonly testId: string;
  readonly note?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>
        <span data-testid={props.testId}>{props.children}</span>
        {props.note === undefined ? null : (
          <Text component="span" size="xs" c="var(--app-quiet)">
            {' '}
            {props.note}
          </Text>
        )}
      </dd>
    </div>
  );
}

/** When the next one comes, or why it does not before. */
function nextHint({ nextSyncAt, hold }: SyncStatus, now: number, strings: Strings): string | undefined {
  if (nextSyncAt !== null) {
    return formatComing(nextSyncAt, now, strings);
  }
  return hold !== null && 'until' in hold ? strings.sync.holds[hold.reason] : undefined;
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
