import { Alert, Button, Divider, Group, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ErasedPart, Erasure } from '../../../preload/contract';
import { LANGUAGES } from '../../../preload/contract/values';
import { useSettings, useStrings } from '../../stores/stores';
import { ConnectForm } from './connect-form';
import classes from './first-run.module.css';

/** The screen without an account: connect one, or try the demo. */
export function FirstRun(): ReactNode {
  const { firstRun, settings } = useStrings();
  const language = useSettings((state) => state.snapshot?.preferences.language ?? 'it');
  const { connectDemo, change, erased } = useSettings((state) => state);
  const [starting, setStarting] = useState(false);
  return (
    <main className={classes['screen']} data-testid="first-run">
      <Stack gap="lg" className={classes['column']}>
        <div>
          <Title order={1} size="h2">
            {firstRun.title}
          </Title>
          <Text c="var(--app-quiet)">{firstRun.subtitle}</Text>
        </div>
        {erased === null ? null : <Erased {...erased} />}
        <Paper p="lg" className={classes['card']}>
          <Title order={2} size="h5" mb="sm">
            {firstRun.form}
          </Title>
          <ConnectForm isFirst />
        </Paper>
        <Divider label={firstRun.or} />
        <Group justify="space-between">
          <div>
            <Button
              variant="light"
              data-testid="first-run-demo"
              loading={starting}
              onClick={() => {
                setStarting(true);
                void connectDemo().finally(() => setStarting(false));
              }}
            >
              {firstRun.demo}
            </Button>
            <Text size="sm" c="var(--app-quiet)" mt={6}>
              {firstRun.demoHint}
            </Text>
          </div>
          <Select
            aria-label={settings.language}
            w={120}
            data={LANGUAGES.map((value) => ({ value, label: settings.languages[value] }))}
            value={language}
            allowDeselect={false}
            onChange={(value) => value !== null && void change({ language: value })}
          />
        </Group>
      </Stack>
    </main>
  );
}

/** The data that were erased, and the data that could not be erased. */
function Erased({ erased, left, foreign, error }: Erasure): ReactNode {
  const { firstRun, errors } = useStrings();
  const erase = useSettings((state) => state.erase);
  const [busy, setBusy] = useState(false);
  const named = (parts: readonly ErasedPart[]): string =>
    parts.map(({ kind, files }) => `${firstRun.erasedKinds[kind]} (${files})`).join(', ');
  return (
    <>
      <Alert color="green" title={firstRun.erased} data-testid="erased">
        {erased.length === 0 ? firstRun.erasedNothing : named(erased)}
        {foreign === 0 ? null : <Text size="sm">{firstRun.eraseForeign(String(foreign))}</Text>}
      </Alert>
      {error === null ? null : (
        <Alert color="orange" title={errors[error.code].title} data-testid="erase-incomplete">
          {left.length === 0 ? null : <Text size="sm">{firstRun.eraseLeft(named(left))}</Text>}
          <Text size="sm" mb="sm">
            {errors[error.code].advice}
          </Text>
          <Button
            size="xs"
            variant="default"
            data-testid="erase-again"
            loading={busy}
            onClick={() => {
              setBusy(true);
              void erase().finally(() => setBusy(false));
            }}
          >
            {firstRun.eraseAgain}
          </Button>
        </Alert>
      )}
    </>
  );
}
