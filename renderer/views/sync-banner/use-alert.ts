import { useState } from 'react';
import type { AppError, ErrorCode } from '../../../preload/contract';
import { hasPortal } from '../../stores/settings-store';
import { useNow, useSettings, useStrings, useSupport, useSync, useUi } from '../../stores/stores';
import { formatComing, formatRecently } from '../../strings/format';
import type { AlertState, BannerFacts } from './banner-state';
import { alertState } from './banner-state';
import { isRepeatedIn, findRemedies } from './remedies';
import type { Remedy } from './remedies';
import { useBannerFacts } from './use-banner-facts';

export interface AlertAction {
  readonly label: string;
  readonly act: () => void;
}

export interface AlertContent {
  readonly tone: 'info' | 'bad';
  readonly title: string;
  readonly text: string;
  readonly actions: readonly AlertAction[];
  readonly onDismiss: (() => void) | undefined;
}

/** The result of the last remedy, such as opening the browser. `of` is the error to remedy. */
interface FailedUpdate {
  readonly of: ErrorCode;
  readonly error: AppError | null;
}

/** Returns the current alert or `null`; `stateOf` decides which one. */
export function useAlert(stateOf: (facts: BannerFacts) => AlertState = alertState): AlertContent | null {
  const strings = useStrings();
  const { banner, errors } = strings;
  const state = stateOf(useBannerFacts());
  const dismiss = useSync((sync) => sync.dismiss);
  const isHeld = useSync(({ status }) => status?.heldLogin === 'LOGIN_UNCONFIRMED');
  const [failure, setFailure] = useState<FailedUpdate | null>(null);
  const actionsOf = useActions(isHeld, setFailure);
  const nextTry = useNextTry();
  const endOf = (code: ErrorCode, next = nextTry): string =>
    failure?.of === code && failure.error !== null ? `${next} ${errors[failure.error.code].title}.` : next;
  const contentOf = (code: ErrorCode, title: string, next = nextTry): AlertContent => {
    const sentence = errors[code];
    const advice = code === 'LOGIN_UNCONFIRMED' && isHeld ? banner.unconfirmedTwice : sentence.advice;
    const text = title === sentence.title ? advice : `${sentence.title}. ${advice}`;
    return {
      tone: 'bad',
      title,
      text: `${text}${endOf(code, next)}`,
      actions: actionsOf(code),
      onDismiss: undefined,
    };
  };
  const now = useNow();
  switch (state.kind) {
    case 'hidden':
      return null;
    case 'failed':
      return {
        ...contentOf(state.error.code, errors[state.error.code].title),
        onDismiss: dismiss,
      };
    case 'blocked':
      return contentOf(state.code, errors[state.code].title);
    case 'degraded':
      return contentOf(state.error?.code ?? 'INTERNAL', banner.degraded(state.failures));
    case 'password-needed':
      // The alert names no next run, because no run can succeed without the password.
      return contentOf('PASSWORD_NEEDED', errors.PASSWORD_NEEDED.title, '');
    case 'foreign-network': {
      const isOther = state.code === 'CERTIFICATE_UNTRUSTED';
      const title = isOther ? banner.otherCertificate : errors[state.code].title;
      const when = state.dataOf === null ? null : formatRecently(state.dataOf, now, strings, 'of');
      const advice = isOther ? banner.otherCertificateAdvice : errors[state.code].advice;
      return {
        tone: 'info',
        title: banner.foreignNetwork(title, when),
        text: `${advice}${endOf(state.code)}`,
        // No button trusts the certificate, because it may belong to a hotel's network.
        actions: actionsOf(isOther ? 'NETWORK_LOGIN' : state.code),
        onDismiss: undefined,
      };
    }
  }
}

/** Returns the time of the next automatic run in words; empty if none is planned. */
function useNextTry(): string {
  const strings = useStrings();
  const nextSyncAt = useSync(({ status }) => status?.nextSyncAt ?? null);
  const now = useNow();
  return nextSyncAt === null ? '' : ` ${strings.banner.nextTry(formatComing(nextSyncAt, now, strings))}`;
}

/** Returns a function that creates the buttons for an error. */
function useActions(
  isHeld: boolean,
  onDone: (way: FailedUpdate) => void,
): (code: ErrorCode) => readonly AlertAction[] {
  const { banner, firstRun, settings, diagnostics } = useStrings();
  const { start, sendAgain, runs } = useSync((sync) => sync);
  const { open, editAccount, openPortal, showDataFolder } = useUi((ui) => ui);
  const openDiagnostics = useSupport((support) => support.open);
  const isPortalThere = useSettings(({ snapshot }) => hasPortal(snapshot));
  const actionsOf = (of: ErrorCode): Readonly<Record<Remedy, AlertAction>> => ({
    retry: { label: banner.retry, act: () => void start() },
    password: { label: banner.updatePassword, act: () => editAccount(true) },
    unlocked: { label: firstRun.unlocked, act: () => void sendAgain() },
    certificate: { label: banner.checkCertificate, act: () => editAccount(true) },
    account: { label: banner.goToAccount, act: () => open('settings') },
    portal: { label: banner.openPortal, act: () => void openPortal().then((error) => onDone({ of, error })) },
    folder: {
      label: settings.showFolder,
      act: () => void showDataFolder().then((error) => onDone({ of, error })),
    },
    diagnostics: { label: diagnostics.open, act: () => void openDiagnostics() },
  });
  return (code) =>
    findRemedies(code, { isRepeated: isRepeatedIn(runs, code), isHeld })
      .filter((remedy) => remedy !== 'portal' || isPortalThere)
      .map((remedy) => actionsOf(code)[remedy]);
}
