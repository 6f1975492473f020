import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { callDays, daysAfter } from '../../../strings/days';
import { formatDay, formatWeekday } from '../../../strings/format';
import type { Strings } from '../../../strings/it';

interface Props {
  readonly today: string;
  readonly strings: Strings;
  /** The prefix of the buttons' test IDs. */
  readonly testId: string;
  /** Whether the first button takes the focus. */
  readonly takesFocus?: boolean;
  readonly onChoose: (day: string) => void;
}

/** The suggested days to call back. Before a weekend, "Tomorrow" becomes "Monday". */
export function CallDays({ today, strings, testId, takesFocus = false, onChoose }: Props): ReactNode {
  const { notes } = strings;
  return callDays(today).map(({ name, on }, index) => (
    <Button
      key={name}
      size="compact-xs"
      variant="default"
      data-testid={`${testId}-${name}`}
      data-autofocus={(takesFocus && index === 0) || undefined}
      title={formatDay(on, today, strings)}
      onClick={() => onChoose(on)}
    >
      {name === 'day' && on !== daysAfter(today, 1) ? formatWeekday(on, strings) : notes.choices[name]}
    </Button>
  ));
}
