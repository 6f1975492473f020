import type { AppError, ErrorCode, SyncErrorCode } from '../../../preload/contract';
import { isSyncError } from '../../../preload/contract/errors';
import { SECOND } from '../../base/durations';

/**
 * The reaction to a failed attempt (faults.md, retry codes):
 * - `quick` (R): a definite, quick failure; try again after 5, 10 and 20 s with a new portal
 *   session.
 * - `once` (R once, then S): try again once, then as `next-slot`.
 * - `next-slot` (S): the server may still be busy or will fail again; wait, see `plan.ts`.
 * - `ask-agent` (A): only the agent can help; retrying a refused login would lock the account.
 * - `network`: a network problem; `foreign-network.ts` decides between A and W.
 * - `wait` (W): a condition is not met yet; not a failure, nothing is counted.
 */
export type RetryClass = 'quick' | 'once' | 'next-slot' | 'ask-agent' | 'network' | 'wait';

/** The retry class of each error that an attempt can end with. */
const RETRY_CLASSES: Readonly<Record<SyncErrorCode, RetryClass>> = {
  PORTAL_UNREACHABLE: 'quick',
  PORTAL_ERROR: 'quick',
  PORTAL_MAINTENANCE: 'next-slot',
  PORTAL_CHANGED_ADDRESS: 'network',
  PORTAL_PAGE_UNKNOWN: 'next-slot',
  PORTAL_TIMEOUT: 'next-slot',
  // This error usually prevents runs. It ends an attempt only if the policy changes during a run.
  PORTAL_NOT_SECURE: 'wait',
  CERTIFICATE_UNTRUSTED: 'network',
  NETWORK_LOGIN: 'network',
  PROXY_LOGIN: 'network',
  CLOCK_WRONG: 'network',
  LOGIN_REFUSED: 'ask-agent',
  LOGIN_UNCONFIRMED: 'ask-agent',
  LOGIN_LIMIT: 'wait',
  PORTAL_REFUSES_ADDRESS: 'next-slot',
  ACCOUNT_LOCKED: 'ask-agent',
  PASSWORD_EXPIRED: 'ask-agent',
  LOGIN_STEP_REQUIRED: 'ask-agent',
  LOGIN_FORM_NOT_FOUND: 'quick',
  SESSION_EXPIRED: 'quick',
  EXPORT_NOT_FOUND: 'next-slot',
  EXPORT_REFUSED: 'quick',
  EXPORT_TIMEOUT: 'next-slot',
  EXPORT_TOO_LARGE: 'once',
  EXPORT_NOT_PDF: 'next-slot',
  DOWNLOAD_BROKEN: 'quick',
  NOT_A_PDF: 'quick',
  ENCRYPTED_PDF: 'next-slot',
  UNREADABLE_PDF: 'quick',
  WRONG_REPORT: 'next-slot',
  MISSING_COLUMN: 'next-slot',
  GROUPED_LIST: 'next-slot',
  STRIP_MISMATCH: 'next-slot',
  COUNT_MISMATCH: 'once',
  SUM_MISMATCH: 'once',
  INCOMPLETE_EXPORT: 'quick',
  FILE_NOT_FOUND: 'quick',
  STORE_UNAVAILABLE: 'ask-agent',
  STORE_TOO_NEW: 'ask-agent',
  STORE_FAILED: 'quick',
  SQLITE_TOO_OLD: 'ask-agent',
  DISK_FULL: 'next-slot',
  NOTE_NOT_SAVED: 'next-slot',
  NO_ACCOUNT: 'wait',
  PASSWORD_NEEDED: 'wait',
  OFFLINE: 'wait',
  NO_PROGRESS: 'next-slot',
  INTERNAL: 'next-slot',
};

/** The exceptions to these classes, by code and reason (Chromium error name or HTTP status). */
const CLASS_BY_REASON: Readonly<Partial<Record<ErrorCode, Readonly<Record<string, RetryClass>>>>> = {
  PORTAL_UNREACHABLE: {
    // The name cannot be resolved without the VPN (faults.md, 31); a quick retry does not help.
    ERR_NAME_NOT_RESOLVED: 'next-slot',
    ERR_CONNECTION_TIMED_OUT: 'next-slot',
    ERR_TIMED_OUT: 'next-slot',
    // Status 407, as stored by versions without PROXY_LOGIN.
    '407': 'network',
    // Offline, although the system reported a network (faults.md, 29).
    ERR_INTERNET_DISCONNECTED: 'wait',
  },
};

/** The waits before the second, third and fourth attempt, in milliseconds. */
export const RETRY_DELAYS_MS: readonly number[] = [5 * SECOND, 10 * SECOND, 20 * SECOND];

/** Returns the retry class of an error. A code that no attempt can end with counts as INTERNAL. */
export function classifyRetry({ code, details }: Pick<AppError, 'code' | 'details'>): RetryClass {
  const reason = details?.['reason'] ?? details?.['status'];
  const special = reason === undefined ? undefined : CLASS_BY_REASON[code]?.[String(reason)];
  return special ?? RETRY_CLASSES[isSyncError(code) ? code : 'INTERNAL'];
}

/** Returns the wait in ms after failed attempt `attempt` (from 1); `null` for no retry. */
export function nextRetryDelay(
  error: Pick<AppError, 'code' | 'details'>,
  attempt: number,
  delaysMs: readonly number[],
): number | null {
  return retriesLeft(error, attempt, delaysMs) === 0 ? null : (delaysMs[attempt - 1] ?? null);
}

/** Returns the number of attempts left after `attempt` (from 1) if all fail with `error`. */
export function retriesLeft(
  error: Pick<AppError, 'code' | 'details'>,
  attempt: number,
  delaysMs: readonly number[],
): number {
  const left = Math.max(0, delaysMs.length + 1 - attempt);
  switch (classifyRetry(error)) {
    case 'quick':
      return left;
    case 'once':
      return attempt === 1 ? Math.min(1, left) : 0;
    default:
      return 0;
  }
}

export interface RetryAfter {
  /** The wait from now, in milliseconds. */
  readonly waitMs: number;
  /** Whether the header named a date, which is the same for every laptop, and not a duration. */
  readonly isMoment: boolean;
}

/** Parses the portal's Retry-After, seconds or a date; `null` if it is missing or unreadable. */
export function retryAfter({ details }: Pick<AppError, 'details'>, now: number): RetryAfter | null {
  const header = String(details?.['retryAfter'] ?? '').trim();
  if (/^\d{1,9}$/.test(header)) {
    return { waitMs: Number(header) * SECOND, isMoment: false };
  }
  const at = /[a-z]{3}/i.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(at) ? null : { waitMs: Math.max(0, at - now), isMoment: true };
}
