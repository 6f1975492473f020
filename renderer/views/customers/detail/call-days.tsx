import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { callDays, daysAfter } from '../../../strings/days';
import { formatDay, formatWeekday } from '../../../strings/format';
import type { Strings } from '../../../strings/it';

interface Props {
  readonly today: string;
  readonly strings: Strings;
  /** The buttons are found in tests by this and the name of their day. */
  readonly testId: string;
  /** The first has the focus where they are opened. */
  readonly takesFocus?: boolean;
  readonly onChoose: (day: string) => void;
}

/** The usual days to come back to a customer; on a Friday the next one is Monday, and is called so. */
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
