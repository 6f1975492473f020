import { Group, ScrollArea, Select, Stack, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Preferences } from '../../../preload/contract';
import { LANGUAGES, THEMES } from '../../../preload/contract/values';
import { Section } from '../../components/section';
import { useSettings, useStrings, useSync } from '../../stores/stores';
import { AboutApp } from './about-app';
import { AccountSettings } from './account-settings';
import { DataProtectionFacts } from './data-protection';
import { FrequencySetting } from './frequency-setting';
import { HoursSetting } from './hours-setting';
import { NotesFile } from './notes-file';
import { PauseSetting } from './pause-setting';
import classes from './settings.module.css';

/** All settings of the agent. Each change is saved at once. */
export function SettingsView(): ReactNode {
  const strings = useStrings();
  const { settings } = strings;
  const pause = useSync((state) => state.status?.pause);
  const snapshot = useSettings((state) => state.snapshot);
  const change = useSettings((state) => state.change);
  if (snapshot === null) {
    return null;
  }
  const { preferences } = snapshot;
  return (
    <ScrollArea h="100%">
      <Stack p="lg" gap="lg" className={classes['column']}>
        <Section title={settings.frequency}>
          <FrequencySetting
            minutes={preferences.frequencyMinutes}
            range={snapshot.managed.frequencyMinutes}
            change={change}
          />
          <HoursSetting
            hours={preferences.hours}
            isManaged={snapshot.managed.hours !== null}
            change={change}
          />
        </Section>
        {pause === undefined ? null : (
          <Section title={strings.pause.title}>
            <PauseSetting pause={pause} />
          </Section>
        )}
        <Section title={settings.account}>
          <AccountSettings connection={snapshot.connection} />
        </Section>
        <Section title={settings.appearance}>
          <Appearance preferences={preferences} />
        </Section>
        <Section title={settings.behaviour}>
          <Behaviour preferences={preferences} />
        </Section>
        {snapshot.connection.kind === 'none' ? null : (
          <Section title={settings.notesFile.title}>
            <NotesFile />
          </Section>
        )}
        <Section title={settings.protection}>
          <DataProtectionFacts />
        </Section>
        <AboutApp snapshot={snapshot} />
      </Stack>
    </ScrollArea>
  );
}

function Appearance({ preferences }: { readonly preferences: Preferences }): ReactNode {
  const { settings } = useStrings();
  const change = useSettings((state) => state.change);
  return (
    <Group gap="lg">
      <Select
        label={settings.language}
        data={LANGUAGES.map((value) => ({ value, label: settings.languages[value] }))}
        value={preferences.language}
        allowDeselect={false}
        onChange={(language) => language !== null && void change({ language })}
      />
      <Select
        label={settings.theme}
        data={THEMES.map((value) => ({ value, label: settings.themes[value] }))}
        value={preferences.theme}
        allowDeselect={false}
        onChange={(theme) => theme !== null && void change({ theme })}
      />
    </Group>
  );
}

function Behaviour({ preferences }: { readonly preferences: Preferences }): ReactNode {
  const { settings } = useStrings();
  const change = useSettings((state) => state.change);
  return (
    <Stack gap="md">
      {(['startWithComputer', 'notifications', 'morningCalls', 'automaticBanner'] as const).map((name) => (
        <Switch
          key={name}
          label={settings.switches[name].label}
          description={settings.switches[name].hint}
          checked={preferences[name]}
          disabled={name === 'morningCalls' && !preferences.notifications}
          data-testid={`switch-${name}`}
          onChange={(event) => void change({ [name]: event.currentTarget.checked })}
        />
      ))}
    </Stack>
  );
}
