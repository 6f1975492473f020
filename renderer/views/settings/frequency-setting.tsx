import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError, PreferencesChange } from '../../../preload/contract';
import { useStrings } from '../../stores/stores';
import { FREQUENCY_PRESETS, frequencyRange } from './frequency-presets';

interface Props {
  readonly minutes: number;
  /** The range that the company allows; `null` for no restriction. */
  readonly range: { readonly min: number; readonly max: number } | null;
  readonly change: (change: PreferencesChange) => Promise<AppError | null>;
}

/** The sync frequency: a preset, or any allowed whole number of minutes. */
export function FrequencySetting({ minutes, range, change }: Props): ReactNode {
  const { min, max } = frequencyRange(range);
  const isFixed = min === max;
  const presets = FREQUENCY_PRESETS.filter((preset) => Number(preset) >= min && Number(preset) <= max);
  const { settings, errors } = useStrings();
  const isPreset = presets.some((preset) => Number(preset) === minutes);
  const [choosing, setChoosing] = useState(false);
  const [typed, setTyped] = useState(String(minutes));
  const [message, setMessage] = useState<{ readonly text: string; readonly good: boolean } | null>(null);
  const custom = choosing || !isPreset;

  const save = async (frequencyMinutes: number): Promise<void> => {
    const error = await change({ frequencyMinutes });
    setMessage(
      error === null ? { text: settings.saved, good: true } : { text: errors[error.code].title, good: false },
    );
  };
  const saveTyped = (): void => {
    const value = Number(typed);
    if (!/^\d+$/.test(typed.trim()) || value < min || value > max) {
      setMessage({ text: settings.frequencyInvalid(min, max), good: false });
      return;
    }
    void save(value);
  };

  return (
    <>
      <Text size="sm" c="var(--app-quiet)" mb="sm">
        {settings.frequencyHint} {range === null ? '' : settings.managed}
      </Text>
      <Group align="flex-end" gap="md">
        <Select
          data-testid="frequency-select"
          aria-label={settings.frequency}
          w={240}
          data={[...presets, 'custom' as const].map((value) => ({ value, label: settings.presets[value] }))}
          value={custom ? 'custom' : String(minutes)}
          allowDeselect={false}
          disabled={isFixed}
          onChange={(value) => {
            setMessage(null);
            setChoosing(value === 'custom');
            if (value !== null && value !== 'custom') {
              void save(Number(value));
            }
          }}
        />
        {custom ? (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              saveTyped();
            }}
          >
            <Group align="flex-end" gap="xs">
              <TextInput
                data-testid="frequency-custom"
                label={settings.customFrequency(min, max)}
                w={170}
                inputMode="numeric"
                disabled={isFixed}
                value={typed}
                error={message?.good === false}
                onChange={(event) => setTyped(event.currentTarget.value)}
              />
              <Button type="submit" variant="light">
                {settings.save}
              </Button>
            </Group>
          </form>
        ) : null}
      </Group>
      <Text size="sm" mt="xs" mih={20} role="status" c={message?.good === false ? 'red' : 'var(--app-quiet)'}>
        {message === null ? '' : `${message.good ? '✓ ' : ''}${message.text}`}
      </Text>
    </>
  );
}
