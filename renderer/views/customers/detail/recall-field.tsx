import { ActionIcon, Popover, Text, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { formatDate } from '../../../strings/format';
import type { Strings } from '../../../strings/it';
import { completeTypedDay, parseFullDay } from '../../../strings/typed-day';
import classes from './recall-field.module.css';
import { useCalendar } from './use-calendar';

interface Props {
  readonly dueOn: string | null;
  readonly today: string;
  readonly strings: Strings;
  readonly onChange: (dueOn: string | null) => void;
}

/** A typed text that differs from the saved day, and the day that was saved at that time. */
interface Typed {
  readonly text: string;
  readonly dueOn: string | null;
  readonly isLeft: boolean;
}

/**
 * The field for the day to call back, typed or chosen in a calendar. A complete day is saved at
 * once, an empty field as no day. An incomplete input changes nothing.
 */
export function RecallField({ dueOn, today, strings, onChange }: Props): ReactNode {
  const { notes } = strings;
  const id = useId();
  const [stored, setStored] = useState<Typed | null>(null);
  // A day that was saved elsewhere in the meantime replaces the typed text.
  const typed = stored !== null && stored.dueOn === dueOn ? stored : null;
  const save = (day: string | null): void => {
    if (day !== dueOn) {
      onChange(day);
    }
  };
  const type = (text: string): void => {
    const isEmpty = text.trim() === '';
    const day = parseFullDay(text, today);
    setStored({ text, dueOn: isEmpty ? null : (day ?? dueOn), isLeft: false });
    if (isEmpty || day !== null) {
      save(day);
    }
  };
  const leave = (): void => {
    if (typed === null) {
      return;
    }
    const day = completeTypedDay(typed.text, today);
    setStored(day === null && typed.text.trim() !== '' ? { ...typed, isLeft: true } : null);
    if (day !== null) {
      save(day);
    }
  };
  return (
    <div className={classes['recallField']}>
      <Text component="label" htmlFor={id} size="sm">
        {notes.recall}
      </Text>
      <TextInput
        id={id}
        size="xs"
        autoComplete="off"
        placeholder={notes.dayForm}
        data-testid="note-due"
        value={typed?.text ?? (dueOn === null ? '' : formatDate(dueOn, strings))}
        error={typed?.isLeft === true ? notes.noDay(formatDate(dueOn ?? today, strings)) : undefined}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            leave();
          }
        }}
        rightSectionPointerEvents="all"
        rightSection={<CalendarButton dueOn={dueOn} today={today} strings={strings} onChange={save} />}
      />
    </div>
  );
}

function CalendarButton({ dueOn, today, strings, onChange }: Props): ReactNode {
  const { isOpen, setOpen, toggle, Calendar } = useCalendar();
  const { calendar } = strings.notes;
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus returnFocus position="bottom-end" shadow="md">
      <Popover.Target>
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={calendar.open}
          data-testid="note-calendar"
          onClick={() => void toggle()}
        >
          <IconCalendar size={15} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={strings.notes.recall} data-testid="calendar">
        {Calendar === null ? null : (
          <Calendar
            dueOn={dueOn}
            today={today}
            strings={strings}
            onChoose={(day) => {
              onChange(day);
              setOpen(false);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
