import { Chip, Group, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError, PreferencesChange, SyncHours, WorkingHours } from '../../../preload/contract';
import { HOURS_DEFAULT, WEEKDAYS } from '../../../preload/contract/values';
import { useStrings } from '../../stores/stores';
import { formatWeekdays } from '../../strings/format';
import { parseTimeOfDay, findHoursProblem } from './hours-problem';
import classes from './settings.module.css';

interface Props {
  readonly hours: SyncHours;
  readonly isManaged: boolean;
  readonly change: (change: PreferencesChange) => Promise<AppError | null>;
}

/** The times of automatic sync runs: always, or on some days between two times. */
export function HoursSetting({ hours, isManaged, change }: Props): ReactNode {
  const strings = useStrings();
  const { settings, errors } = strings;
  const [draft, setDraft] = useState<WorkingHours>(hours === 'always' ? HOURS_DEFAULT : hours);
  const [message, setMessage] = useState<{ readonly text: string; readonly good: boolean } | null>(null);
  const messageId = useId();
  const shown = isManaged && hours !== 'always' ? hours : draft;
  const problem = findHoursProblem(shown);
  const [short, long] = [formatWeekdays(strings, 'short'), formatWeekdays(strings, 'long')];

  const save = async (chosen: SyncHours): Promise<void> => {
    const wrong = chosen === 'always' ? null : findHoursProblem(chosen);
    if (wrong !== null) {
      setMessage({ text: settings.hoursInvalid[wrong], good: false });
      return;
    }
    const error = await change({ hours: chosen });
    setMessage(
      error === null ? { text: settings.saved, good: true } : { text: errors[error.code].title, good: false },
    );
  };
  const choose = (part: Partial<WorkingHours>, isComplete: boolean): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    setMessage(null);
    if (isComplete) {
      void save(next);
    }
  };
  const saveTyped = (name: 'from' | 'to'): void => {
    const next = { ...draft, [name]: parseTimeOfDay(draft[name]) };
    setDraft(next);
    // Leaving an unchanged field saves nothing.
    if (hours === 'always' || next.from !== hours.from || next.to !== hours.to) {
      void save(next);
    }
  };
  const areTimesWrong = message?.good === false && problem !== null && problem !== 'days';
  const time = (name: 'from' | 'to', label: string): ReactNode => (
    <TextInput
      label={label}
      data-testid={`hours-${name}`}
      w={90}
      disabled={isManaged}
      value={shown[name]}
      aria-invalid={areTimesWrong}
      classNames={{ input: areTimesWrong ? classes['invalid'] : '' }}
      aria-describedby={messageId}
      onChange={(event) => choose({ [name]: event.currentTarget.value }, false)}
      onBlur={() => saveTyped(name)}
      onKeyDown={(event) => event.key === 'Enter' && saveTyped(name)}
    />
  );

  return (
    <>
      <Text size="sm" fw={600} mt="md" component="h3">
        {settings.hours}
      </Text>
      <Text size="sm" c="var(--app-quiet)" mb="sm">
        {settings.hoursHint} {isManaged ? settings.managed : ''}
      </Text>
      <SegmentedControl
        data-testid="hours-choice"
        aria-label={settings.hours}
        disabled={isManaged}
        value={hours === 'always' ? 'always' : 'hours'}
        data={(['always', 'hours'] as const).map((value) => ({ value, label: settings.hoursChoices[value] }))}
        onChange={(value) => void save(value === 'always' ? 'always' : draft)}
      />
      {hours === 'always' ? null : (
        <Group mt="sm" gap="lg" align="flex-start">
          <div>
            <Text size="sm" fw={600} mb={6} aria-hidden="true">
              {settings.hoursDays}
            </Text>
            <Chip.Group
              multiple
              value={shown.days.map(String)}
              onChange={(days) => choose({ days: days.map(Number).sort() }, true)}
            >
              <Group gap={6} role="group" aria-label={settings.hoursDays}>
                {WEEKDAYS.map((day) => (
                  <Chip
                    key={day}
                    value={String(day)}
                    size="sm"
                    radius="sm"
                    disabled={isManaged}
                    aria-label={long[day - 1]}
                    data-testid={`hours-day-${day}`}
                  >
                    {short[day - 1]}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          </div>
          <Group gap="sm" align="flex-end">
            {time('from', settings.hoursFrom)}
            {time('to', settings.hoursTo)}
          </Group>
        </Group>
      )}
      <Text
        id={messageId}
        size="sm"
        mt="xs"
        mih={20}
        role="status"
        data-testid="hours-message"
        className={message?.good === false ? classes['danger'] : classes['quiet']}
      >
        {message === null ? '' : `${message.good ? '✓ ' : ''}${message.text}`}
      </Text>
    </>
  );
}
