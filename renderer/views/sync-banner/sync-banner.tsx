import { Button, CloseButton, Group, Progress, Text } from '@mantine/core';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { ErrorCode, SyncProgress } from '../../../preload/contract';
import { useNews, useNow, useSettings, useStrings, useSync, useUi } from '../../stores/stores';
import {
  formatComing,
  formatDateTime,
  formatMegabytes,
  formatNumber,
  formatTime,
} from '../../strings/format';
import type { Strings } from '../../strings/it';
import type { BannerState } from './banner-state';
import { PASSING_MS, bannerState, isPassing } from './banner-state';
import classes from './sync-banner.module.css';

/** Errors that only a new password can mend. */
const PASSWORD_ERRORS: readonly ErrorCode[] = ['LOGIN_REFUSED', 'PASSWORD_EXPIRED', 'PASSWORD_NEEDED'];

/** Tells of syncing above the content, which it never covers; a live region, so that screen readers follow. */
export function SyncBanner(): ReactNode {
  const strings = useStrings();
  const connection = useSettings((state) => state.snapshot?.connection ?? null);
  const { progress, justFinished, refusal, status, dismiss } = useSync((state) => state);
  const showAutomatic = useSettings((snapshot) => snapshot.snapshot?.preferences.automaticBanner ?? true);
  const state = bannerState({ progress, justFinished, refusal, status, connection, showAutomatic });
  const passing = isPassing(state);
  useEffect(() => {
    if (!passing) {
      return undefined;
    }
    const timer = setTimeout(dismiss, PASSING_MS);
    return () => clearTimeout(timer);
  }, [passing, justFinished, dismiss]);

  return (
    <section aria-live="polite" aria-label={strings.banner.label}>
      {state.kind === 'hidden' ? null : (
        <div className={classes['banner']} data-tone={toneOf(state)} data-testid="sync-banner">
          <Content state={state} strings={strings} />
        </div>
      )}
    </section>
  );
}

function Content({ state, strings }: { readonly state: BannerState; readonly strings: Strings }): ReactNode {
  const { banner, errors } = strings;
  switch (state.kind) {
    case 'hidden':
      return null;
    case 'running':
      return <Running progress={state.progress} strings={strings} />;
    case 'changes':
      return <Changes title={changesOf(state, strings)} strings={strings} />;
    case 'nothing-new':
      return <Line title={`✅ ${banner.nothingNew}`} />;
    case 'cancelled':
      return <Line title={banner.cancelled} />;
    case 'failed':
      return <Failure code={state.error.code} title={errors[state.error.code].title} canDismiss />;
    case 'blocked':
      return <Failure code={state.code} title={errors[state.code].title} />;
    case 'degraded':
      return <Failure code={state.error?.code ?? 'INTERNAL'} title={banner.degraded(state.failures)} />;
    case 'password-needed':
      return <Failure code="PASSWORD_NEEDED" title={errors.PASSWORD_NEEDED.title} />;
    case 'offline':
      return (
        <Retryable
          title={
            state.dataOf === null
              ? banner.offlineNoData
              : banner.offline(formatDateTime(state.dataOf, strings))
          }
        />
      );
    case 'foreign-network':
      return <ForeignNetwork code={state.code} dataOf={state.dataOf} strings={strings} />;
    case 'maintenance':
      return state.retryAt === null ? (
        <Failure code="PORTAL_MAINTENANCE" title={errors.PORTAL_MAINTENANCE.title} />
      ) : (
        <Retryable title={banner.maintenance(formatTime(state.retryAt, strings))} />
      );
    case 'paused':
      return <Paused until={state.until} strings={strings} />;
    case 'login-limit':
      return <GoesOn until={state.until} title={banner.loginLimit} strings={strings} />;
    case 'hours':
      return <GoesOn until={state.until} title={banner.hours} strings={strings} />;
  }
}

function changesOf(
  { added, updated, missing }: Extract<BannerState, { kind: 'changes' }>,
  strings: Strings,
): string {
  const { banner } = strings;
  const parts = [
    added > 0 ? banner.added(added, formatNumber(added, strings)) : '',
    updated > 0 ? banner.updated(updated, formatNumber(updated, strings)) : '',
    missing > 0 ? banner.missing(missing, formatNumber(missing, strings)) : '',
  ];
  return banner.done(parts.filter((part) => part !== '').join(', '));
}

/** What a sync changed, with the way to it; the first customers of all are no news. */
function Changes({ title, strings }: { readonly title: string; readonly strings: Strings }): ReactNode {
  const news = useNews((state) => state.total);
  const open = useUi((state) => state.open);
  return (
    <Group gap="md" wrap="nowrap">
      <div className={classes['grow']}>
        <Line title={title} />
      </div>
      {news === 0 ? null : (
        <Button size="compact-sm" variant="default" data-testid="see-news" onClick={() => open('news')}>
          {strings.news.show}
        </Button>
      )}
    </Group>
  );
}

function Line({ title }: { readonly title: string }): ReactNode {
  return (
    <Text fw={600} size="sm">
      {title}
    </Text>
  );
}

/** What starts by itself goes on at a moment; by hand is always possible. */
function GoesOn(props: {
  readonly until: string;
  readonly title: (when: string) => string;
  readonly strings: Strings;
}): ReactNode {
  const now = useNow();
  return (
    <Retryable
      title={props.title(formatComing(props.until, now, props.strings))}
      action={props.strings.banner.updateNow}
    />
  );
}

/** Leads to no certificate and no account: a hotel's is never to be trusted. */
function ForeignNetwork(props: {
  readonly code: ErrorCode;
  readonly dataOf: string | null;
  readonly strings: Strings;
}): ReactNode {
  const { banner, errors } = props.strings;
  const isOther = props.code === 'CERTIFICATE_UNTRUSTED';
  const title = isOther ? banner.otherCertificate : errors[props.code].title;
  const when = props.dataOf === null ? null : formatDateTime(props.dataOf, props.strings);
  return (
    <Retryable
      title={banner.foreignNetwork(title, when)}
      advice={isOther ? banner.otherCertificateAdvice : errors[props.code].advice}
    />
  );
}

/** What passes by itself, for an agent who knows that it has. */
function Retryable(props: {
  readonly title: string;
  readonly advice?: string;
  readonly action?: string;
}): ReactNode {
  const { title, advice, action } = props;
  const { banner } = useStrings();
  const start = useSync((state) => state.start);
  return (
    <Group gap="md" wrap="nowrap">
      <div className={classes['grow']}>
        <Line title={title} />
        {advice === undefined ? null : <Text size="sm">{advice}</Text>}
      </div>
      <Button size="compact-sm" variant="default" onClick={() => void start()}>
        {action ?? banner.retry}
      </Button>
    </Group>
  );
}

function Paused({ until, strings }: { readonly until: string | null; readonly strings: Strings }): ReactNode {
  const { pause } = strings;
  const resume = useSync((state) => state.resume);
  return (
    <Group gap="md" wrap="nowrap">
      <Text fw={600} size="sm" className={classes['grow']}>
        {until === null ? pause.untilResumed : pause.until(formatDateTime(until, strings))}
      </Text>
      <Button size="compact-sm" variant="default" onClick={() => void resume()}>
        {pause.resume}
      </Button>
    </Group>
  );
}

function Failure(props: {
  readonly code: ErrorCode;
  readonly title: string;
  readonly canDismiss?: boolean;
}): ReactNode {
  const { errors, banner } = useStrings();
  const dismiss = useSync((state) => state.dismiss);
  const remedies = useRemedies(props.code);
  const isRetried = useSync((state) => state.status?.heldLogin === 'LOGIN_UNCONFIRMED');
  const { title, advice } =
    props.code === 'LOGIN_UNCONFIRMED' && isRetried
      ? { ...errors[props.code], advice: banner.unconfirmedTwice }
      : errors[props.code];
  return (
    <Group gap="md" wrap="nowrap">
      <div className={classes['grow']}>
        <Text fw={600} size="sm">
          {props.title}
        </Text>
        <Text size="sm">{props.title === title ? advice : `${title}. ${advice}`}</Text>
      </div>
      {remedies.map(({ label, act }) => (
        <Button
          key={label}
          size="xs"
          variant="white"
          color="dark"
          className={classes['action']}
          onClick={act}
        >
          {label}
        </Button>
      ))}
      {props.canDismiss === true ? (
        <CloseButton aria-label={banner.dismiss} onClick={dismiss} size="sm" />
      ) : null}
    </Group>
  );
}

interface Remedy {
  readonly label: string;
  readonly act: () => void;
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

function Running({
  progress,
  strings,
}: {
  readonly progress: SyncProgress;
  readonly strings: Strings;
}): ReactNode {
  const { banner } = strings;
  const cancel = useSync((state) => state.cancel);
  const title = progress.trigger === 'manual' ? banner.manual : banner.automatic;
  return (
    <div>
      <Group gap="md" wrap="nowrap">
        <Text fw={600} size="sm" className={classes['grow']}>
          {title} <span data-testid="sync-count">{countOf(progress, strings)}</span>
        </Text>
        <Text size="sm" className={classes['stage']}>
          {stageOf(progress, strings)}
        </Text>
        <Button size="compact-sm" variant="default" onClick={() => void cancel()}>
          {banner.cancel}
        </Button>
      </Group>
      <Progress value={progress.fraction * 100} size="sm" mt={6} aria-label={title} />
    </div>
  );
}

function countOf({ customersRead, customersExpected }: SyncProgress, strings: Strings): string {
  if (customersRead === 0) {
    return '';
  }
  const read = formatNumber(customersRead, strings);
  // Until the export tells its own total, the last sync's is an estimate that may be too small.
  return customersExpected === null || customersExpected < customersRead
    ? strings.banner.countOnly(read)
    : strings.banner.count(read, formatNumber(customersExpected, strings));
}

function stageOf({ stage, bytesReceived, attempt, maxAttempts }: SyncProgress, strings: Strings): string {
  const { banner } = strings;
  const size = stage === 'download' ? ` ${formatMegabytes(bytesReceived, strings)}` : '';
  const tries = attempt > 1 || stage === 'waiting' ? ` · ${banner.attempt(attempt, maxAttempts)}` : '';
  return `${banner.stages[stage]}${size}${tries}`;
}

/** Nothing is wrong with the app, and nothing has changed. */
const INFO_KINDS: readonly BannerState['kind'][] = [
  'running',
  'cancelled',
  'offline',
  'foreign-network',
  'maintenance',
  'paused',
  'login-limit',
  'hours',
];

function toneOf({ kind }: BannerState): 'info' | 'good' | 'bad' {
  if (INFO_KINDS.includes(kind)) {
    return 'info';
  }
  return kind === 'changes' || kind === 'nothing-new' ? 'good' : 'bad';
}
