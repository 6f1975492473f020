import { DatePicker } from '@mantine/dates';
import '@mantine/dates/styles.css';
import 'dayjs/locale/it';
import 'dayjs/locale/en-gb';
import type { ReactNode } from 'react';
import type { Strings } from '../../../strings/it';

interface Props {
  readonly dueOn: string | null;
  readonly today: string;
  readonly strings: Strings;
  readonly onChoose: (day: string) => void;
}

/** A month to choose a day from; loaded lazily, because its code is as large as a screen's. */
export default function RecallCalendar({ dueOn, today, strings, onChoose }: Props): ReactNode {
  const { calendar } = strings.notes;
  const shown = dueOn ?? today;
  return (
    <DatePicker
      locale={strings.locale === 'it-IT' ? 'it' : 'en-gb'}
      size="sm"
      maxLevel="month"
      defaultDate={shown}
      value={dueOn}
      highlightToday
      // Mantine's colour for days of the adjacent months has too little contrast.
      hideOutsideDates
      weekendDays={[]}
      ariaLabels={{ previousMonth: calendar.previousMonth, nextMonth: calendar.nextMonth }}
      getDayProps={(day) => (day === shown ? { 'data-autofocus': true } : {})}
      onChange={(day) => {
        if (day !== null) {
          onChoose(day);
        }
      }}
    />
  );
}
