import type { ReactNode } from 'react';
import classes from './trend-chart.module.css';

export interface TrendBar {
  readonly label: string;
  /** As it is written above the bar. */
  readonly text: string;
  /** Beneath its label. */
  readonly note: string;
  /** What its height stands for; `null` when it is not known. Below nought the bar hangs. */
  readonly value: number | null;
}

/** A few bars side by side, the oldest first: enough to see whether it goes up or down. */
export function TrendChart({
  label,
  bars,
}: {
  readonly label: string;
  readonly bars: readonly TrendBar[];
}): ReactNode {
  const most = Math.max(1, ...bars.map(({ value }) => Math.abs(value ?? 0)));
  const spoken = bars.map((bar) => `${bar.label}: ${bar.text}, ${bar.note}`).join('; ');
  return (
    <div className={classes['chart']} role="img" aria-label={`${label}. ${spoken}`}>
      {bars.map((bar) => (
        <div key={bar.label} className={classes['column']}>
          <span className={classes['text']}>{bar.text}</span>
          <span className={classes['space']}>
            <span
              className={classes['bar']}
              data-unknown={bar.value === null || undefined}
              data-negative={(bar.value ?? 0) < 0 || undefined}
              style={{ height: `${(Math.abs(bar.value ?? 0) / most) * 100}%` }}
            />
          </span>
          <span className={classes['label']}>{bar.label}</span>
          <span className={classes['note']}>{bar.note}</span>
        </div>
      ))}
    </div>
  );
}
