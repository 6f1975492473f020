import { Button, Group, ScrollArea, Skeleton, Select, Stack, Switch, Text } from '@mantine/core';
import { Suspense, lazy, useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError } from '../../../preload/contract';
import { LANGUAGES, THEMES } from '../../../preload/contract/values';
import { CopyAction } from '../../components/copy-action';
import { Dialog } from '../../components/dialog';
import { Section } from '../../components/section';
import { useSettings, useStrings, useSync, useUi } from '../../stores/stores';
import { AccountSettings } from './account-settings';
import { DataProtectionFacts } from './data-protection';
import { FrequencySetting } from './frequency-setting';
import { HoursSetting } from './hours-setting';
import { PauseSetting } from './pause-setting';
import classes from './settings.module.css';
import { UpdateNote } from './update-note';

const Licences = lazy(() => import('./licences'));

/** Everything the agent can set. A choice is saved at once. */
export function SettingsView(): ReactNode {
  const strings = useStrings();
  const { settings } = strings;
  const pause = useSync((state) => state.status?.pause);
  const snapshot = useSettings((state) => state.snapshot);
  const change = useSettings((state) => state.change);
  const { copy, showDataFolder } = useUi((state) => state);
  const [showsLicences, setShowsLicences] = useState(false);
  const [folderError, setFolderError] = useState<AppError | null>(null);
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
        </Section>
        <Section title={settings.behaviour}>
          <Stack gap="md">
            {(['startWithComputer', 'notifications', 'automaticBanner'] as const).map((name) => (
              <Switch
                key={name}
                label={settings.switches[name].label}
                description={settings.switches[name].hint}
                checked={preferences[name]}
                data-testid={`switch-${name}`}
                onChange={(event) => void change({ [name]: event.currentTarget.checked })}
              />
            ))}
          </Stack>
        </Section>
        <Section title={settings.protection}>
          <DataProtectionFacts />
        </Section>
        <Section title={settings.about}>
          <dl className={classes['facts']}>
            <dt>{settings.version}</dt>
            <dd>{snapshot.isTestBuild ? settings.testBuild(snapshot.appVersion) : snapshot.appVersion}</dd>
            <dt>{settings.dataFolder}</dt>
            <dd>
              <Text span ff="monospace" size="sm" className={classes['path']}>
                {snapshot.dataFolder}
              </Text>
              <CopyAction
                label={strings.detail.copy(settings.dataFolder)}
                copiedLabel={strings.detail.copied}
                onCopy={async () => (await copy(snapshot.dataFolder)) === null}
              />
            </dd>
          </dl>
          <UpdateNote update={snapshot.update} />
          {snapshot.managed.policy === 'valid' ? null : (
            <Text size="sm" mt="sm" role="alert">
              {settings.policyTroubles[snapshot.managed.policy]}
            </Text>
          )}
          <Group mt="sm" gap="md">
            <Button variant="light" size="xs" onClick={() => void showDataFolder().then(setFolderError)}>
              {settings.showFolder}
            </Button>
            <Button
              variant="light"
              size="xs"
              data-testid="licences-open"
              onClick={() => setShowsLicences(true)}
            >
              {settings.licences}
            </Button>
            <Text size="sm" c="red" role="alert">
              {folderError === null ? '' : strings.errors[folderError.code].title}
            </Text>
          </Group>
        </Section>
        <Dialog
          isOpen={showsLicences}
          onClose={() => setShowsLicences(false)}
          title={settings.licences}
          closeLabel={settings.cancel}
          size="lg"
        >
          <Suspense fallback={<Skeleton h={200} />}>
            <Licences />
          </Suspense>
        </Dialog>
      </Stack>
    </ScrollArea>
  );
}
