import { ActionIcon, Badge, Checkbox, Table, Title, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import type { ReactNode } from 'react';
import type { SyncRun } from '../../../preload/contract';
import { useNow } from '../../stores/stores';
import { formatNumber, formatRecently } from '../../strings/format';
import type { Strings } from '../../strings/it';
import { isFirstSync } from '../sync-banner/banner-state';
import { DurationBar } from './duration-bar';
import { RunDetails } from './run-details';
import classes from './runs-table.module.css';

const OUTCOME_COLORS: Readonly<Record<SyncRun['outcome'], string>> = {
  success: 'green',
  failed: 'red',
  cancelled: 'gray',
  interrupted: 'gray',
};

/** The last runs, each with expandable details. */
export function RunsTable(props: {
  readonly runs: readonly SyncRun[];
  readonly strings: Strings;
}): ReactNode {
  const { strings } = props;
  const now = useNow();
  const { sync } = strings;
  const [opened, setOpened] = useState<number | null>(null);
  const [isFailedOnly, setFailedOnly] = useState(false);
  const runs = isFailedOnly ? props.runs.filter(({ outcome }) => outcome === 'failed') : props.runs;
  const longestMs = Math.max(1, ...runs.map(({ durationMs }) => durationMs));
  return (
    <section className={classes['runs']} aria-labelledby="runs-title">
      <div className={classes['heading']}>
        <Title order={2} id="runs-title" className={classes['title']}>
          {sync.runs}
        </Title>
        <Checkbox
          size="xs"
          label={sync.onlyFailed}
          checked={isFailedOnly}
          data-testid="runs-failed-only"
          onChange={(event) => setFailedOnly(event.currentTarget.checked)}
        />
      </div>
      <div className={classes['scroll']}>
        <Table className={`tabular ${classes['table'] ?? ''}`} data-testid="runs-table">
          <RunsHead strings={strings} />
          <Table.Tbody>
            {runs.map((run) => {
              const isOpened = opened === run.number;
              const Chevron = isOpened ? IconChevronDown : IconChevronRight;
              return (
                <Fragment key={run.number}>
                  <Table.Tr data-testid="run-row">
                    <Table.Td>{formatRecently(run.startedAt, now, strings)}</Table.Td>
                    <Table.Td>{sync.triggers[run.trigger]}</Table.Td>
                    <Table.Td>
                      <Badge
                        variant="light"
                        color={OUTCOME_COLORS[run.outcome]}
                        tt="none"
                        radius="sm"
                        miw="max-content"
                      >
                        {sync.outcomes[run.outcome]}
                      </Badge>
                    </Table.Td>
                    <Table.Td>
                      <DurationBar run={run} longestMs={longestMs} strings={strings} />
                    </Table.Td>
                    <Table.Td>
                      <RunResult run={run} strings={strings} />
                    </Table.Td>
                    <Table.Td>
                      <ActionIcon
                        size={26}
                        variant="subtle"
                        color="gray"
                        aria-expanded={isOpened}
                        aria-label={sync.details.of(run.number)}
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
      </div>
    </section>
  );
}

function RunsHead({ strings }: { readonly strings: Strings }): ReactNode {
  const { columns, details } = strings.sync;
  return (
    <Table.Thead>
      <Table.Tr>
        <Table.Th>{columns.when}</Table.Th>
        <Table.Th>{columns.trigger}</Table.Th>
        <Table.Th>{columns.outcome}</Table.Th>
        <Table.Th>{columns.duration}</Table.Th>
        <Table.Th w="40%">{columns.changes}</Table.Th>
        <Table.Th w={40}>
          <VisuallyHidden>{details.label}</VisuallyHidden>
        </Table.Th>
      </Table.Tr>
    </Table.Thead>
  );
}

export function RunResult({ run, strings }: { readonly run: SyncRun; readonly strings: Strings }): ReactNode {
  const { sync, banner, errors } = strings;
  if (run.outcome !== 'success') {
    return run.error === null ? sync.outcomes[run.outcome] : errors[run.error.code].title;
  }
  const { added, updated, unchanged, missing } = run.counts;
  const formatCount = (count: number): string => formatNumber(count, strings);
  if (isFirstSync(run)) {
    return banner.downloaded(added, formatCount(added));
  }
  const counts = sync.counts(formatCount(added), formatCount(updated), formatCount(unchanged));
  return missing === 0 ? counts : `${counts} · ${banner.missing(missing, formatCount(missing))}`;
}
