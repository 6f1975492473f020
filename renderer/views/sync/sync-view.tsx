import { Badge, Group, ScrollArea, SimpleGrid, Stack, Table, Text, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconHandStop } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SyncHealth, SyncMetrics, SyncRun, SyncStatus } from '../../../preload/contract';
import { EmptyState } from '../../components/empty-state';
import { Section } from '../../components/section';
import { useNow, useStrings, useSync } from '../../stores/stores';
import {
  formatAgo,
  formatDateTime,
  formatDuration,
  formatNumber,
  formatShare,
  formatUntil,
} from '../../strings/format';
import type { Strings } from '../../strings/it';
import { PauseSetting } from '../settings/pause-setting';
import classes from './sync-view.module.css';

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
  if (status === null) {
    return null;
  }
  return (
    <ScrollArea h="100%">
      <Stack p="lg" gap="lg">
        <Figures status={status} strings={strings} />
        <Section title={strings.pause.title}>
          <PauseSetting pause={status.pause} />
        </Section>
        <Section title={strings.sync.runs}>
          {runs.length === 0 ? (
            <EmptyState title={strings.sync.noRunsTitle} text={strings.sync.noRuns} />
          ) : (
            <RunsTable runs={runs} strings={strings} />
          )}
        </Section>
      </Stack>
    </ScrollArea>
  );
}

function Figures({ status, strings }: { readonly status: SyncStatus; readonly strings: Strings }): ReactNode {
  const now = useNow();
  const { metrics, nextSyncAt, hold, customersTotal } = status;
  const { sync } = strings;
  const { color, Icon } = HEALTH_LOOKS[metrics.health];
  const last = metrics.lastSyncTime;
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
        label={sync.lastSync}
        testId="metric-last"
        hint={last === null ? undefined : formatDateTime(last, strings)}
      >
        {last === null ? strings.header.never : formatAgo(last, now, strings)}
      </Figure>
      <Figure
        label={sync.nextSync}
        testId="metric-next"
        hint={nextSyncAt === null ? undefined : formatDateTime(nextSyncAt, strings)}
      >
        {nextSyncAt === null ? (
          <span className={classes['word']}>{sync.notPlanned(sync.holds[hold?.reason ?? 'no-account'])}</span>
        ) : (
          formatUntil(nextSyncAt, now, strings)
        )}
      </Figure>
      <Figure label={sync.lastResult} testId="metric-last-result">
        {metrics.lastResult === null ? '—' : <Result run={metrics.lastResult} strings={strings} />}
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
    </SimpleGrid>
  );
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

function Result({ run, strings }: { readonly run: SyncRun; readonly strings: Strings }): ReactNode {
  if (run.outcome !== 'success') {
    return <span className={classes['word']}>{errorTitle(run, strings)}</span>;
  }
  const { added, updated, unchanged } = run.counts;
  const [a, b, c] = [added, updated, unchanged].map((count) => formatNumber(count, strings)) as [
    string,
    string,
    string,
  ];
  return <span className={classes['word']}>{strings.sync.counts(a, b, c)}</span>;
}

const OUTCOME_COLORS: Readonly<Record<SyncRun['outcome'], string>> = {
  success: 'green',
  failed: 'red',
  cancelled: 'gray',
  interrupted: 'gray',
};

function RunsTable({
  runs,
  strings,
}: {
  readonly runs: readonly SyncRun[];
  readonly strings: Strings;
}): ReactNode {
  const { columns, triggers, outcomes } = strings.sync;
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing={6} className="tabular" data-testid="runs-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.when}</Table.Th>
            <Table.Th>{columns.trigger}</Table.Th>
            <Table.Th>{columns.outcome}</Table.Th>
            <Table.Th ta="right">{columns.duration}</Table.Th>
            <Table.Th>{columns.changes}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={run.number}>
              <Table.Td>{formatDateTime(run.startedAt, strings)}</Table.Td>
              <Table.Td>{triggers[run.trigger]}</Table.Td>
              <Table.Td>
                <Badge variant="light" color={OUTCOME_COLORS[run.outcome]} tt="none" radius="sm">
                  {outcomes[run.outcome]}
                </Badge>
              </Table.Td>
              <Table.Td ta="right">{formatDuration(run.durationMs, strings)}</Table.Td>
              <Table.Td>
                <Result run={run} strings={strings} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function errorTitle(run: SyncRun, strings: Strings): string {
  return run.error === null ? strings.sync.outcomes[run.outcome] : strings.errors[run.error.code].title;
}
