import { Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError, Connection, SyncStatus } from '../../../preload/contract';
import { Dialog } from '../../components/dialog';
import { useSettings, useStrings, useSync, useUi } from '../../stores/stores';
import { ConnectForm } from '../first-run/connect-form';
import classes from './settings.module.css';

/**
 * Returns the certificate error to ask about, or `null`. An automatic run asks only if syncing is
 * blocked, because a temporary network may be the cause.
 */
function refusedCertificate(status: SyncStatus | null): AppError | null {
  const { lastResult = null, health } = status?.metrics ?? {};
  const error = lastResult?.error ?? null;
  const isAsked =
    lastResult?.trigger === 'manual' || health === 'blocked' || status?.hold?.reason === 'blocked';
  return isAsked && error?.code === 'CERTIFICATE_UNTRUSTED' ? error : null;
}

/** The connected account, with ways to change and to leave it. */
export function AccountSettings({ connection }: { readonly connection: Connection }): ReactNode {
  const { settings, errors } = useStrings();
  const { editingAccount, editAccount, accountRequests } = useUi((state) => state);
  const { disconnect, erase } = useSettings((state) => state);
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const refused = useSync((state) => refusedCertificate(state.status));
  const account = connection.kind === 'account' ? connection : null;
  const edit = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(editingAccount);
  useEffect(() => {
    // The focus was in the form, which is now closed.
    if (wasEditing.current && !editingAccount) {
      edit.current?.focus();
    }
    wasEditing.current = editingAccount;
  }, [editingAccount]);
  return (
    <Stack gap="md">
      {editingAccount ? null : <AccountFacts connection={connection} />}
      {editingAccount ? (
        <ConnectForm
          portalUrl={account?.portalUrl ?? ''}
          user={account?.user ?? ''}
          passwordRequests={account === null ? 0 : accountRequests}
          error={refused}
          onConnected={() => editAccount(false)}
          onCancel={() => editAccount(false)}
        />
      ) : (
        <Group>
          <Button ref={edit} variant="light" onClick={() => editAccount(true)}>
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
            onClick={() => {
              setAsking(false);
              void disconnect().then(setFailure);
            }}
          >
            {settings.disconnect}
          </Button>
          <Button
            color="red.9"
            data-testid="erase"
            onClick={() => {
              setAsking(false);
              void erase().then(setFailure);
            }}
          >
            {settings.erase}
          </Button>
        </Group>
      </Dialog>
    </Stack>
  );
}

/** The connection, hidden while the account form shows the same values. */
function AccountFacts({ connection }: { readonly connection: Connection }): ReactNode {
  const { settings } = useStrings();
  if (connection.kind !== 'account') {
    return <Text size="sm">{connection.kind === 'demo' ? settings.demoAccount : settings.noAccount}</Text>;
  }
  return (
    <dl className={classes['facts']}>
      <dt>{settings.portal}</dt>
      <dd>{connection.portalUrl}</dd>
      <dt>{settings.user}</dt>
      <dd>{connection.user}</dd>
      <dt>{settings.password}</dt>
      <dd>{settings.passwordKept[connection.password]}</dd>
    </dl>
  );
}
