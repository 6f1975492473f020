import { Button, Group, Skeleton, Text } from '@mantine/core';
import { Suspense, lazy, useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError, SettingsSnapshot } from '../../../preload/contract';
import { CopyAction } from '../../components/copy-action';
import { Dialog } from '../../components/dialog';
import { Section } from '../../components/section';
import { useStrings, useUi } from '../../stores/stores';
import classes from './settings.module.css';
import { UpdateNote } from './update-note';

const Licences = lazy(() => import('./licences'));

/** The version, updates, data folder and licences of the app, and problems with the policy. */
export function AboutApp({ snapshot }: { readonly snapshot: SettingsSnapshot }): ReactNode {
  const { settings, detail, errors } = useStrings();
  const { copy, showDataFolder } = useUi((state) => state);
  const [showsLicences, setShowsLicences] = useState(false);
  const [folderError, setFolderError] = useState<AppError | null>(null);
  const { appVersion, dataFolder, isTestBuild, managed, update } = snapshot;
  return (
    <>
      <Section title={settings.about}>
        <dl className={classes['facts']}>
          <dt>{settings.version}</dt>
          <dd>{isTestBuild ? settings.testBuild(appVersion) : appVersion}</dd>
          <dt>{settings.dataFolder}</dt>
          <dd>
            <Text span ff="monospace" size="sm" className={classes['path']}>
              {dataFolder}
            </Text>
            <CopyAction
              label={detail.copy(settings.dataFolder)}
              copiedLabel={detail.copied}
              onCopy={async () => (await copy(dataFolder)) === null}
            />
          </dd>
        </dl>
        <UpdateNote update={update} />
        {managed.policy === 'valid' ? null : (
          <Text size="sm" mt="sm" role="alert">
            {settings.policyTroubles[managed.policy]}
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
            {folderError === null ? '' : errors[folderError.code].title}
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
    </>
  );
}
