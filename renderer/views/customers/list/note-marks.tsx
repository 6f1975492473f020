import { Badge, VisuallyHidden } from '@mantine/core';
import { IconBell, IconNote, IconStarFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { NoteMark } from '../../../../preload/contract';
import { formatCallDay, formatDate, formatShortDay } from '../../../strings/format';
import type { Strings } from '../../../strings/it';
import shared from '../shared.module.css';
import classes from './note-marks.module.css';

interface Props {
  readonly note: NoteMark | null;
  readonly strings: Strings;
  /** `yyyy-mm-dd`. */
  readonly today: string;
  /** Whether the day has a column of its own. */
  readonly isDayShown: boolean;
}

/** The marks of a note and its date, kept short because the name needs the width. */
export function NoteMarks({ note, strings, today, isDayShown }: Props): ReactNode {
  if (note === null) {
    return null;
  }
  const { notes } = strings;
  const { excerpt, dueOn } = note;
  return (
    <>
      {excerpt === '' ? null : (
        <span className={classes['noteMark']} title={excerpt} data-testid="note-mark">
          <IconNote size={14} stroke={1.7} role="img" aria-label={notes.mark} />
        </span>
      )}
      {dueOn === null || isDayShown ? null : (
        <Badge
          className={shared['badge']}
          size="sm"
          tt="none"
          variant="light"
          color={dueOn <= today ? 'orange' : 'gray'}
          leftSection={<IconBell size={12} aria-hidden="true" />}
          title={notes.recall}
          data-testid="due-mark"
        >
          <VisuallyHidden>{notes.recall}</VisuallyHidden> {formatShortDay(dueOn, today, strings)}
        </Badge>
      )}
    </>
  );
}

export function StarMark({ strings: { notes } }: Pick<Props, 'strings'>): ReactNode {
  return (
    <span className={classes['starMark']} title={notes.star} data-testid="star-mark">
      <IconStarFilled size={13} role="img" aria-label={notes.star} />
    </span>
  );
}

/** The cell with the date to call back. */
export function CallDay({ note, strings, today }: Omit<Props, 'isDayShown'>): ReactNode {
  const dueOn = note?.dueOn ?? null;
  return dueOn === null ? (
    <span role="gridcell" />
  ) : (
    <span
      role="gridcell"
      className={classes['callDay']}
      data-due={dueOn <= today || undefined}
      title={formatDate(dueOn, strings)}
      data-testid="call-day"
    >
      {formatCallDay(dueOn, today, strings)}
    </span>
  );
}
