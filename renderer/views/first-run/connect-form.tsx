import { Alert, Button, Group, Loader, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import type { ButtonProps } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import type { AppError, ErrorCode, HeldLogin } from '../../../preload/contract';
import { PORTAL_URL_LENGTH } from '../../../preload/contract/values';
import { useSettings, useStrings, useSync } from '../../stores/stores';
import { CertificateQuestion, findCertificate } from './certificate-question';

interface Props {
  /** Whether the form is the purpose of the screen, so its first empty field takes the focus. */
  readonly isFirst?: boolean;
  readonly portalUrl?: string;
  readonly user?: string;
  /** The number of requests for a new password; each one focuses the field. 0 for a new account. */
  readonly passwordRequests?: number;
  /** The error that stopped the last sync run, if the form is open to fix it. */
  readonly error?: AppError | null;
  readonly onConnected?: () => void;
  readonly onCancel?: () => void;
}

type Attempt = 'test' | 'connect';

type Outcome =
  { readonly kind: 'good' } | { readonly kind: 'bad'; readonly error: AppError; readonly of: Attempt };

/** Errors after which the password must be typed again. */
const PASSWORD_REFUSED: readonly ErrorCode[] = ['LOGIN_REFUSED', 'LOGIN_UNCONFIRMED', 'SAME_PASSWORD'];

interface FormFocus {
  readonly addressField: RefObject<HTMLInputElement | null>;
  readonly userField: RefObject<HTMLInputElement | null>;
  readonly passwordField: RefObject<HTMLInputElement | null>;
}

/** Focuses the first run's first field, the address if wrong, or the password if requested. */
function useFormFocus(form: {
  readonly isFirst: boolean;
  readonly isAddressFixed: boolean;
  readonly isAddressWrong: boolean;
  readonly passwordRequests: number;
}): FormFocus {
  const { isFirst, isAddressFixed, isAddressWrong, passwordRequests } = form;
  const address = useRef<HTMLInputElement>(null);
  const user = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isFirst) {
      (isAddressFixed ? user : address).current?.focus();
    }
  }, [isFirst, isAddressFixed]);
  useEffect(() => {
    if (isAddressWrong) {
      address.current?.focus();
    }
  }, [isAddressWrong]);
  useEffect(() => {
    if (passwordRequests > 0) {
      password.current?.scrollIntoView({ block: 'center' });
      password.current?.focus();
    }
  }, [passwordRequests]);
  return { addressField: address, userField: user, passwordField: password };
}

/** The form with address, user and password. It tests the login before anything is saved. */
export function ConnectForm({ portalUrl = '', user = '', passwordRequests = 0, ...props }: Props): ReactNode {
  const { onConnected, onCancel, error: lastError = null, isFirst = false } = props;
  const { firstRun, settings } = useStrings();
  const fixedUrl = useSettings((state) => state.snapshot?.managed.portalUrl ?? null);
  const { test, connect } = useSettings((state) => state);
  const [typed, setTyped] = useState({ portalUrl: fixedUrl ?? portalUrl, user, password: '' });
  const [busy, setBusy] = useState<Attempt | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(
    lastError === null ? null : { kind: 'bad', error: lastError, of: 'connect' },
  );
  const isAddressWrong = outcome?.kind === 'bad' && outcome.error.details?.['field'] === 'portalUrl';
  const { addressField, userField, passwordField } = useFormFocus({
    isFirst,
    isAddressFixed: fixedUrl !== null,
    isAddressWrong,
    passwordRequests,
  });
  const complete = typed.portalUrl.trim() !== '' && typed.user.trim() !== '' && typed.password !== '';
  const onTrusted = (): void => {
    if (typed.password === '') {
      // Without a new password, syncing resumes with the stored one, so the form can close.
      setOutcome(null);
      onConnected?.();
    } else {
      void run('connect');
    }
  };
  const run = async (attempt: Attempt, sendsAgain = false): Promise<void> => {
    setBusy(attempt);
    setOutcome(null);
    const send = attempt === 'test' ? test : connect;
    const error = await send(sendsAgain ? { ...typed, sendsAgain } : typed);
    setBusy(null);
    setOutcome(error === null ? { kind: 'good' } : { kind: 'bad', error, of: attempt });
    if (error !== null && PASSWORD_REFUSED.includes(error.code)) {
      passwordField.current?.select();
    }
    if (error === null && attempt === 'connect') {
      onConnected?.();
    }
  };
  const heldLogin = useSync((state) => state.status?.heldLogin ?? null);
  const sendStoredAgain = useSync((state) => state.sendAgain);
  const onSendAgain = (): void => {
    if (outcome?.kind === 'bad') {
      void run(outcome.of, true);
      return;
    }
    void sendStoredAgain().then((error) => {
      if (error === null) {
        onConnected?.();
      } else {
        setOutcome({ kind: 'bad', error, of: 'connect' });
      }
    });
  };
  // The error concerns the stored account, so it is hidden once another value is typed.
  const isStoredAccount =
    typed.password === '' && typed.user === user && typed.portalUrl === (fixedUrl ?? portalUrl);
  const isHeldLoginShown = isStoredAccount && passwordRequests > 0 && outcome === null && busy === null;
  const field = (name: keyof typeof typed) => ({
    value: typed[name],
    // `disabled` would take the focus from the field.
    readOnly: busy !== null,
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
        if (busy === null && complete) {
          void run('connect');
        }
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={firstRun.portal}
          placeholder={firstRun.portalPlaceholder}
          {...field('portalUrl')}
          ref={addressField}
          maxLength={PORTAL_URL_LENGTH}
          error={isAddressWrong ? firstRun.portalInvalid : undefined}
          readOnly={busy !== null || fixedUrl !== null}
          description={fixedUrl === null ? undefined : settings.managed}
        />
        <TextInput label={firstRun.user} autoComplete="off" {...field('user')} ref={userField} />
        <PasswordInput
          ref={passwordField}
          label={firstRun.password}
          description={firstRun.privacy}
          {...field('password')}
        />
        <div role="status" data-testid="first-run-result">
          {busy === null ? null : firstRun.testing}
          {outcome === null || isAddressWrong ? null : (
            <TestResult outcome={outcome} onTrusted={onTrusted} onSendAgain={onSendAgain} />
          )}
          {isHeldLoginShown && heldLogin !== null ? (
            <HeldLoginAlert code={heldLogin} onSendAgain={onSendAgain} />
          ) : null}
        </div>
        <Actions
          busy={busy}
          isComplete={complete}
          isCorrection={passwordRequests > 0}
          onTest={() => void run('test')}
          onCancel={onCancel}
        />
      </Stack>
    </form>
  );
}

function Actions(props: {
  readonly busy: Attempt | null;
  readonly isComplete: boolean;
  readonly isCorrection: boolean;
  readonly onTest: () => void;
  readonly onCancel: (() => void) | undefined;
}): ReactNode {
  const { busy, isComplete, isCorrection, onTest, onCancel } = props;
  const { firstRun, settings } = useStrings();
  return (
    <Group justify="flex-end">
      {onCancel === undefined ? null : (
        <Button variant="subtle" onClick={onCancel} disabled={busy !== null}>
          {settings.cancel}
        </Button>
      )}
      <Button
        variant="default"
        data-testid="first-run-test"
        disabled={!isComplete}
        {...busyLook(busy, 'test')}
        onClick={() => (busy === null ? onTest() : undefined)}
      >
        {firstRun.test}
      </Button>
      <Button
        type="submit"
        data-testid="first-run-connect"
        disabled={!isComplete}
        {...busyLook(busy, 'connect')}
      >
        {isCorrection ? firstRun.saveAndUpdate : firstRun.connect}
      </Button>
    </Group>
  );
}

/** Styles a busy button without `disabled` or `loading`, which would take its focus. */
function busyLook(busy: Attempt | null, own: Attempt): Pick<ButtonProps, 'leftSection'> {
  return {
    ...(busy === null ? {} : { 'aria-disabled': true, 'data-disabled': true }),
    leftSection: busy === own ? <Loader size={14} color="currentColor" aria-hidden="true" /> : undefined,
  };
}

/** Explains why the stored password is not sent, and offers to send it despite the risk. */
function HeldLoginAlert({
  code,
  onSendAgain,
}: {
  readonly code: HeldLogin;
  readonly onSendAgain: () => void;
}): ReactNode {
  const { firstRun, errors } = useStrings();
  return (
    <Alert
      color="orange"
      icon={<IconAlertTriangle aria-hidden="true" />}
      title={errors[code].title}
      data-testid="held-login"
    >
      <Text size="sm">{firstRun.held[code]}</Text>
      <SendAgain code={code} onClick={onSendAgain} />
    </Alert>
  );
}

function SendAgain({ code, onClick }: { readonly code: ErrorCode; readonly onClick: () => void }): ReactNode {
  const { firstRun } = useStrings();
  return (
    <Button size="xs" variant="default" mt="sm" data-testid="send-again" onClick={onClick}>
      {code === 'ACCOUNT_LOCKED' ? firstRun.unlocked : firstRun.sendAgain}
    </Button>
  );
}

/** The result of the last attempt, with a question if the certificate is not trusted. */
function TestResult({
  outcome,
  onTrusted,
  onSendAgain,
}: {
  readonly outcome: Outcome;
  readonly onTrusted: () => void;
  readonly onSendAgain: () => void;
}): ReactNode {
  const { firstRun, errors } = useStrings();
  if (outcome.kind === 'good') {
    return <Alert color="green" icon={<IconCircleCheck aria-hidden="true" />} title={firstRun.testOk} />;
  }
  const { error } = outcome;
  const certificate = findCertificate(error);
  if (certificate !== null) {
    return <CertificateQuestion error={error} certificate={certificate} onTrusted={onTrusted} />;
  }
  const { title, advice } = error.code === 'LOGIN_REFUSED' ? firstRun.refused : errors[error.code];
  const ended = error.details?.['reason'];
  return (
    <Alert color="orange" icon={<IconAlertTriangle aria-hidden="true" />} title={title}>
      <Text size="sm">{advice}</Text>
      {error.code === 'SAME_PASSWORD' ? (
        <SendAgain code={ended === 'ACCOUNT_LOCKED' ? ended : error.code} onClick={onSendAgain} />
      ) : null}
    </Alert>
  );
}
