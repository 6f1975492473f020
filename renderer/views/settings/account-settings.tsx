import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError, Connection } from '../../../preload/contract';
import { Dialog } from '../../components/dialog';
import { useSettings, useStrings, useSync, useUi } from '../../stores/stores';
import { ConnectForm } from '../first-run/connect-form';
import classes from './settings.module.css';

/** Which account the app is connected with; how to change it and how to leave it. */
export function AccountSettings({ connection }: { readonly connection: Connection }): ReactNode {
  const { settings, errors } = useStrings();
  const { editingAccount, editAccount } = useUi((state) => state);
  const { disconnect, erase } = useSettings((state) => state);
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const lastError = useSync((state) => state.status?.metrics.lastResult?.error ?? null);
  const account = connection.kind === 'account' ? connection : null;
  return (
    <Stack gap="md">
      {account === null ? (
        <Text size="sm">{connection.kind === 'demo' ? settings.demoAccount : settings.noAccount}</Text>
      ) : (
        <dl className={classes['facts']}>
          <dt>{settings.portal}</dt>
          <dd>{account.portalUrl}</dd>
          <dt>{settings.user}</dt>
          <dd>{account.user}</dd>
          <dt>{settings.password}</dt>
          <dd>{settings.passwordKept[account.password]}</dd>
        </dl>
      )}
      {editingAccount ? (
        <ConnectForm
          portalUrl={account?.portalUrl ?? ''}
          user={account?.user ?? ''}
          wantsPassword={account !== null}
          error={lastError?.code === 'CERTIFICATE_UNTRUSTED' ? lastError : null}
          onConnected={() => editAccount(false)}
          onCancel={() => editAccount(false)}
        />
      ) : (
        <Group>
          <Button variant="light" onClick={() => editAccount(true)}>
            {account === null ? settings.connectAccount : settings.updatePassword}
          </Button>
          <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
            {settings.disconnect}
          </Button>
        </Group>
      )}
      {failure === null ? null : (
        <Text size="sm" c="red" role="alert">
          {errors[failure.code].title}
        </Text>
      )}
      <Dialog
        isOpen={asking}
        onClose={() => setAsking(false)}
        title={settings.disconnectTitle}
        closeLabel={settings.cancel}
      >
        <Text size="sm" mb="lg">
          {settings.disconnectText}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setAsking(false)}>
            {settings.cancel}
          </Button>
          <Button
            variant="default"
            className={classes['danger']}
            data-testid="erase"
            onClick={() => {
              setAsking(false);
              void erase().then(setFailure);
            }}
          >
            {settings.erase}
          </Button>
          <Button
            color="red.9"
            onClick={() => {
              setAsking(false);
              void disconnect().then(setFailure);
            }}
          >
            {settings.disconnect}
          </Button>
        </Group>
      </Dialog>
    </Stack>
  );
}
