import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SyncRun } from '../../../preload/contract';
import { formatDuration } from '../../strings/format';
import type { Strings } from '../../strings/it';
import classes from './runs-table.module.css';
import { SYNC_PHASES } from './sync-phases';

/** The duration of a run relative to the longest one shown, split into its phases. */
export function DurationBar(props: {
  readonly run: SyncRun;
  readonly longestMs: number;
  readonly strings: Strings;
}): ReactNode {
  const { run, longestMs, strings } = props;
  const { stages } = strings.sync.charts;
  const label = SYNC_PHASES.map(
    ({ name }) => `${stages[name]} ${formatDuration(run.stages[name], strings)}`,
  ).join(' · ');
  return (
    <Tooltip label={label}>
      <div className={classes['duration']}>
        <span className={classes['bar']} aria-hidden="true">
          {SYNC_PHASES.map(({ name, color }) => (
            <span
              key={name}
              style={{
                width: `${(100 * run.stages[name]) / longestMs}%`,
                background: `var(--mantine-color-${color.replace('.', '-')})`,
              }}
            />
          ))}
        </span>
        <span>{formatDuration(run.durationMs, strings)}</span>
      </div>
    </Tooltip>
  );
}
