import { Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SyncRun } from '../../../preload/contract';
import { formatDuration, formatMegabytes, formatNumber } from '../../strings/format';
import type { Strings } from '../../strings/it';
import type { RunNote } from './run-notes';
import { runNotes } from './run-notes';
import classes from './sync-view.module.css';

const NOTE_ICONS: Readonly<Record<RunNote['kind'], typeof IconInfoCircle>> = {
  good: IconCircleCheck,
  plain: IconInfoCircle,
  attention: IconAlertTriangle,
};

export function RunDetails({
  run,
  strings,
}: {
  readonly run: SyncRun;
  readonly strings: Strings;
}): ReactNode {
  const { details, charts } = strings.sync;
  const seconds = (ms: number): string => formatDuration(ms, strings);
  const parts: readonly (readonly [string, string])[] = [
    [details.number, formatNumber(run.number, strings)],
    [details.attempts, formatNumber(run.attempts, strings)],
    [details.logins, formatNumber(run.logins, strings)],
    [charts.stages.login, seconds(run.stages.login)],
    [charts.stages.export, seconds(run.stages.export)],
    [charts.stages.read, seconds(run.stages.read)],
    [charts.stages.apply, seconds(run.stages.apply)],
    [details.size, formatMegabytes(run.bytes, strings)],
    [details.pages, formatNumber(run.pages, strings)],
    [details.missing, formatNumber(run.counts.missing, strings)],
  ];
  const notes = runNotes(run, strings);
  return (
    <Table.Tr data-testid="run-details">
      <Table.Td colSpan={6} className={classes['details']}>
        {run.error === null ? null : (
          <Text size="sm" mb={6}>
            {strings.errors[run.error.code].advice}{' '}
            <Text span size="xs" c="var(--app-quiet)">
              {run.error.code}
            </Text>
          </Text>
        )}
        <dl className={classes['parts']}>
          {parts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {notes.length === 0 ? null : (
          <ul className={classes['notes']} data-testid="run-notes">
            {notes.map((note) => (
              <RunNoteLine key={note.text} note={note} />
            ))}
          </ul>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function RunNoteLine({ note: { kind, text } }: { readonly note: RunNote }): ReactNode {
  const Icon = NOTE_ICONS[kind];
  return (
    <li data-kind={kind}>
      <Icon size={15} aria-hidden="true" />
      <span>{text}</span>
    </li>
  );
}
