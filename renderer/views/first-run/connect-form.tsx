import { Alert, Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError } from '../../../preload/contract';
import { useSettings, useStrings } from '../../stores/stores';
import { CertificateQuestion, certificateOf } from './certificate-question';

interface Props {
  readonly portalUrl?: string;
  readonly user?: string;
  /** The password alone is wanted: it has the focus, wherever the form stands. */
  readonly wantsPassword?: boolean;
  /** What stopped the last sync, if the form is there to mend it. */
  readonly error?: AppError | null;
  readonly onConnected?: () => void;
  readonly onCancel?: () => void;
}

type Outcome = { readonly kind: 'good' } | { readonly kind: 'bad'; readonly error: AppError };

/** Address, user and password; tries them on the portal before anything is kept. */
export function ConnectForm({
  portalUrl = '',
  user = '',
  wantsPassword = false,
  ...props
}: Props): ReactNode {
  const { onConnected, onCancel, error: lastError = null } = props;
  const { firstRun, settings } = useStrings();
  const fixedUrl = useSettings((state) => state.snapshot?.managed.portalUrl ?? null);
  const password = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (wantsPassword) {
      password.current?.scrollIntoView({ block: 'center' });
      password.current?.focus();
    }
  }, [wantsPassword]);
  const { test, connect } = useSettings((state) => state);
  const [typed, setTyped] = useState({ portalUrl: fixedUrl ?? portalUrl, user, password: '' });
  const [busy, setBusy] = useState<'test' | 'connect' | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(
    lastError === null ? null : { kind: 'bad', error: lastError },
  );
  const complete = typed.portalUrl.trim() !== '' && typed.user.trim() !== '' && typed.password !== '';

  const onTrusted = (): void => {
    if (typed.password === '') {
      // Syncing goes on with the password that is kept.
      setOutcome(null);
      onConnected?.();
    } else {
      void run('connect');
    }
  };
  const run = async (what: 'test' | 'connect'): Promise<void> => {
    setBusy(what);
    setOutcome(null);
    const error = await (what === 'test' ? test(typed) : connect(typed));
    setBusy(null);
    setOutcome(error === null ? { kind: 'good' } : { kind: 'bad', error });
    if (error === null && what === 'connect') {
      onConnected?.();
    }
  };
  const field = (name: keyof typeof typed) => ({
    value: typed[name],
    disabled: busy !== null,
    required: true,
    withAsterisk: false,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
      const { value } = event.currentTarget;
      setTyped((before) => ({ ...before, [name]: value }));
      setOutcome(null);
    },
  });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void run('connect');
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={firstRun.portal}
          placeholder={firstRun.portalPlaceholder}
          {...field('portalUrl')}
          readOnly={fixedUrl !== null}
          description={fixedUrl === null ? undefined : settings.managed}
        />
        <TextInput label={firstRun.user} autoComplete="off" {...field('user')} />
        <PasswordInput
          ref={password}
          label={firstRun.password}
          description={firstRun.privacy}
          {...field('password')}
        />
        <div role="status" data-testid="first-run-result">
          {busy === null ? null : firstRun.testing}
          {outcome === null ? null : <Told outcome={outcome} onTrusted={onTrusted} />}
        </div>
        <Group justify="flex-end">
          {onCancel === undefined ? null : (
            <Button variant="subtle" onClick={onCancel} disabled={busy !== null}>
              {settings.cancel}
            </Button>
          )}
          <Button
            variant="default"
            data-testid="first-run-test"
            disabled={!complete || busy === 'connect'}
            loading={busy === 'test'}
            onClick={() => void run('test')}
          >
            {firstRun.test}
          </Button>
          <Button
            type="submit"
            data-testid="first-run-connect"
            disabled={!complete || busy === 'test'}
            loading={busy === 'connect'}
          >
            {firstRun.connect}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** How the last try went, and for a certificate nobody vouches for, what to compare. */
function Told({
  outcome,
  onTrusted,
}: {
  readonly outcome: Outcome;
  readonly onTrusted: () => void;
}): ReactNode {
  const { firstRun, errors } = useStrings();
  if (outcome.kind === 'good') {
    return <Alert color="green" icon={<IconCircleCheck aria-hidden="true" />} title={firstRun.testOk} />;
  }
  const { error } = outcome;
  const certificate = certificateOf(error);
  if (certificate !== null) {
    return <CertificateQuestion error={error} certificate={certificate} onTrusted={onTrusted} />;
  }
  const { title, advice } = errors[error.code];
  return (
    <Alert color="orange" icon={<IconAlertTriangle aria-hidden="true" />} title={title}>
      {advice}
    </Alert>
  );
}
