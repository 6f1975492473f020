import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { errorCode } from '../../base/error-code';
import type { Log } from '../../base/log';
import { printableStack } from '../../base/stack';
import { abortFailure } from '../until-aborted';
import { PortalFailure } from './failure';

/** The error classes of JavaScript itself: in our own code each is a bug. */
const BUGS = [TypeError, RangeError, ReferenceError, SyntaxError, EvalError, URIError];

export interface FailedVisit {
  readonly signal: AbortSignal;
  /** Aborted when the portal's page has crashed or hangs; `null` before there is a page. */
  readonly broken: AbortSignal | null;
  /** Whether the page tried to leave for another host. */
  readonly isRedirectedAway: boolean;
  readonly log: Log;
}

/**
 * Returns the error value for anything a visit has thrown. Only this function chooses the code. A
 * broken page is PORTAL_ERROR, a silent one PORTAL_TIMEOUT, a bug INTERNAL with its stack logged.
 */
export function visitFailure(
  error: unknown,
  { signal, broken, isRedirectedAway, log }: FailedVisit,
): AppError {
  if (signal.aborted) {
    return abortFailure(signal).error;
  }
  if (error instanceof PortalFailure) {
    return error.error;
  }
  if (broken?.aborted === true) {
    return abortFailure(broken).error;
  }
  if (isTimeout(error)) {
    return appError('PORTAL_TIMEOUT', 'The portal page did not respond in time');
  }
  if (errorCode(error) === 'ENOSPC') {
    return appError('DISK_FULL', 'There is no room on the disk for the export');
  }
  if (isBug(error)) {
    log.error(`A visit to the portal failed because of a bug: ${printableStack(error)}`);
    return appError('INTERNAL', 'The visit to the portal failed unexpectedly');
  }
  log.warn(`The portal page failed: ${protocolCallOf(error)}${printableStack(error)}`);
  return isRedirectedAway
    ? appError('PORTAL_CHANGED_ADDRESS', 'The portal sends the browser to another address')
    : appError('PORTAL_ERROR', 'The portal page failed during the visit');
}

/** Whether an error is a time-out, by its name: puppeteer's classes may not have been loaded. */
function isTimeout(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === 'TimeoutError' || (error.name === 'ProtocolError' && / timed out\b/.test(error.message)))
  );
}

/** Whether an error is a bug, or a system error with a code such as EACCES. */
function isBug(error: unknown): boolean {
  return BUGS.some((Kind) => error instanceof Kind) || /^E[A-Z0-9]+$/.test(errorCode(error));
}

/** Returns the name of the failed protocol call, which contains no page content. */
function protocolCallOf(error: unknown): string {
  const call = error instanceof Error ? /^Protocol error \((\w+\.\w+)\)/.exec(error.message)?.[1] : undefined;
  return call === undefined ? '' : `${call}: `;
}
