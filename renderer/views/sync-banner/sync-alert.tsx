import { Button, CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ErrorCode } from '../../../preload/contract';
import { useNow, useStrings, useSync, useUi } from '../../stores/stores';
import { formatRecently } from '../../strings/format';
import { alertState } from './banner-state';
import classes from './sync-banner.module.css';
import { useBannerFacts } from './use-banner-facts';

/** Errors that only a new password can mend. */
const PASSWORD_ERRORS: readonly ErrorCode[] = ['LOGIN_REFUSED', 'PASSWORD_EXPIRED', 'PASSWORD_NEEDED'];

/** Says under the header what needs the agent, with what helps; a live region, so that screen readers follow. */
export function SyncAlert(): ReactNode {
  const { banner } = useStrings();
  return (
    <section aria-live="polite" aria-label={banner.alertLabel}>
      <Content />
    </section>
  );
}

function Content(): ReactNode {
  const { banner, errors } = useStrings();
  const state = alertState(useBannerFacts());
  switch (state.kind) {
    case 'hidden':
      return null;
    case 'failed':
      return <Failure code={state.error.code} title={errors[state.error.code].title} canDismiss />;
    case 'blocked':
      return <Failure code={state.code} title={errors[state.code].title} />;
    case 'degraded':
      return <Failure code={state.error?.code ?? 'INTERNAL'} title={banner.degraded(state.failures)} />;
    case 'password-needed':
      return <Failure code="PASSWORD_NEEDED" title={errors.PASSWORD_NEEDED.title} />;
    case 'foreign-network':
      return <ForeignNetwork code={state.code} dataOf={state.dataOf} />;
  }
}

/** Leads to no certificate and no account: a hotel's is never to be trusted. */
function ForeignNetwork(props: { readonly code: ErrorCode; readonly dataOf: string | null }): ReactNode {
  const strings = useStrings();
  const { banner, errors } = strings;
  const now = useNow();
  const start = useSync((state) => state.start);
  const isOther = props.code === 'CERTIFICATE_UNTRUSTED';
  const title = isOther ? banner.otherCertificate : errors[props.code].title;
  const when = props.dataOf === null ? null : formatRecently(props.dataOf, now, strings, 'of');
  return (
    <AlertLine
      tone="info"
      testId="sync-alert"
      title={banner.foreignNetwork(title, when)}
      text={isOther ? banner.otherCertificateAdvice : errors[props.code].advice}
      actions={[{ label: banner.retry, act: () => void start() }]}
    />
  );
}

function Failure(props: {
  readonly code: ErrorCode;
  readonly title: string;
  readonly canDismiss?: boolean;
}): ReactNode {
  const { errors, banner } = useStrings();
  const dismiss = useSync((state) => state.dismiss);
  const isRetried = useSync((state) => state.status?.heldLogin === 'LOGIN_UNCONFIRMED');
  const { title, advice } =
    props.code === 'LOGIN_UNCONFIRMED' && isRetried
      ? { ...errors[props.code], advice: banner.unconfirmedTwice }
      : errors[props.code];
  return (
    <AlertLine
      tone="bad"
      testId="sync-alert"
      title={props.title}
      text={props.title === title ? advice : `${title}. ${advice}`}
      actions={useRemedies(props.code)}
      onDismiss={props.canDismiss === true ? dismiss : undefined}
    />
  );
}

interface Remedy {
  readonly label: string;
  readonly act: () => void;
}

/** A line under the header: what there is, and what can be done about it. */
export function AlertLine(props: {
  readonly tone: 'info' | 'bad';
  readonly testId: string;
  readonly title: string;
  readonly text: string;
  readonly actions: readonly Remedy[];
  readonly onDismiss?: (() => void) | undefined;
}): ReactNode {
  const { banner } = useStrings();
  return (
    <div className={classes['alert']} data-tone={props.tone} data-testid={props.testId}>
      <p className={classes['sentence']}>
        <strong>{props.title}</strong> <span>{props.text}</span>
      </p>
      {props.actions.map(({ label, act }) => (
        <Button key={label} size="compact-sm" variant="default" className={classes['remedy']} onClick={act}>
          {label}
        </Button>
      ))}
      {props.onDismiss === undefined ? null : (
        <CloseButton aria-label={banner.dismiss} onClick={props.onDismiss} size="sm" />
      )}
    </div>
  );
}

/** What may help, the likelier first. */
function useRemedies(code: ErrorCode): readonly Remedy[] {
  const { banner, firstRun } = useStrings();
  const { start, sendAgain } = useSync((state) => state);
  const isRetried = useSync((state) => state.status?.heldLogin === 'LOGIN_UNCONFIRMED');
  const { open, editAccount } = useUi((state) => state);
  const retry = { label: banner.retry, act: () => void start() };
  const updatePassword = { label: banner.updatePassword, act: () => editAccount(true) };
  if (PASSWORD_ERRORS.includes(code)) {
    return [updatePassword];
  }
  switch (code) {
    case 'LOGIN_UNCONFIRMED':
      return isRetried ? [updatePassword] : [retry, updatePassword];
    case 'ACCOUNT_LOCKED':
      return [updatePassword, { label: firstRun.unlocked, act: () => void sendAgain() }];
    case 'CERTIFICATE_UNTRUSTED':
      return [{ label: banner.checkCertificate, act: () => editAccount(true) }];
    case 'PORTAL_CHANGED_ADDRESS':
      return [retry, { label: banner.goToAccount, act: () => open('settings') }];
    case 'PORTAL_NOT_ALLOWED':
    case 'PORTAL_NOT_SECURE':
      return [{ label: banner.goToAccount, act: () => open('settings') }];
    default:
      return [retry];
  }
}
