import { ActionIcon, Badge, Table, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import type { ReactNode } from 'react';
import type { SyncRun } from '../../../preload/contract';
import { useNow } from '../../stores/stores';
import { formatDuration, formatNumber, formatRecently } from '../../strings/format';
import type { Strings } from '../../strings/it';
import { RunDetails } from './run-details';
import classes from './sync-view.module.css';

const OUTCOME_COLORS: Readonly<Record<SyncRun['outcome'], string>> = {
  success: 'green',
  failed: 'red',
  cancelled: 'gray',
  interrupted: 'gray',
};

/** The last runs; each opens to what is known of it. */
export function RunsTable(props: {
  readonly runs: readonly SyncRun[];
  readonly strings: Strings;
}): ReactNode {
  const { runs, strings } = props;
  const now = useNow();
  const { columns, triggers, outcomes, details } = strings.sync;
  const [opened, setOpened] = useState<number | null>(null);
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
            <Table.Th w={44}>
              <VisuallyHidden>{details.label}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => {
            const isOpened = opened === run.number;
            const Chevron = isOpened ? IconChevronDown : IconChevronRight;
            return (
              <Fragment key={run.number}>
                <Table.Tr data-testid="run-row">
                  <Table.Td>{formatRecently(run.startedAt, now, strings)}</Table.Td>
                  <Table.Td>{triggers[run.trigger]}</Table.Td>
                  <Table.Td>
                    <Badge
                      variant="light"
                      color={OUTCOME_COLORS[run.outcome]}
                      tt="none"
                      radius="sm"
                      miw="max-content"
                    >
                      {outcomes[run.outcome]}
                    </Badge>
                  </Table.Td>
                  <Table.Td ta="right">{formatDuration(run.durationMs, strings)}</Table.Td>
                  <Table.Td>
                    <RunResult run={run} strings={strings} />
                  </Table.Td>
                  <Table.Td>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-expanded={isOpened}
                      aria-label={details.of(run.number)}
                      onClick={() => setOpened(isOpened ? null : run.number)}
                    >
                      <Chevron size={16} aria-hidden="true" />
                    </ActionIcon>
                  </Table.Td>
                </Table.Tr>
                {isOpened ? <RunDetails run={run} strings={strings} /> : null}
              </Fragment>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** What came of a run in a few words. */
export function RunResult({ run, strings }: { readonly run: SyncRun; readonly strings: Strings }): ReactNode {
  if (run.outcome !== 'success') {
    const title =
      run.error === null ? strings.sync.outcomes[run.outcome] : strings.errors[run.error.code].title;
    return <span className={classes['word']}>{title}</span>;
  }
  const { added, updated, unchanged } = run.counts;
  const told = (count: number): string => formatNumber(count, strings);
  return (
    <span className={classes['word']}>
      {strings.sync.counts(told(added), told(updated), told(unchanged))}
    </span>
  );
}
