import type { ErrorCode } from '../../preload/contract';
import { SECOND } from '../base/durations';

/**
 * What a failed attempt leads to (faults.md, retry codes):
 * - `quick`: the failure is definite and was quick; try again after 5, 10 and 20 s with a fresh portal session.
 * - `once`: try again once, then as `next-slot`.
 * - `next-slot`: the server may still be at work, or will say the same again; wait for the next planned sync.
 * - `ask-agent`: only the agent can help; a refused login tried again would lock the account.
 * - `none`: not a failure.
 */
export type RetryClass = 'quick' | 'once' | 'next-slot' | 'ask-agent' | 'none';

/** The one table that says how sync reacts to each error. */
export const RETRY_CLASSES: Readonly<Record<ErrorCode, RetryClass>> = {
  PORTAL_UNREACHABLE: 'quick',
  PORTAL_ERROR: 'quick',
  PORTAL_MAINTENANCE: 'next-slot',
  PORTAL_CHANGED_ADDRESS: 'ask-agent',
  PORTAL_PAGE_UNKNOWN: 'next-slot',
  PORTAL_TIMEOUT: 'next-slot',
  CERTIFICATE_UNTRUSTED: 'ask-agent',
  LOGIN_REFUSED: 'ask-agent',
  ACCOUNT_LOCKED: 'ask-agent',
  PASSWORD_EXPIRED: 'ask-agent',
  LOGIN_STEP_REQUIRED: 'ask-agent',
  LOGIN_FORM_NOT_FOUND: 'quick',
  SESSION_EXPIRED: 'quick',
  EXPORT_NOT_FOUND: 'next-slot',
  EXPORT_REFUSED: 'quick',
  EXPORT_TIMEOUT: 'next-slot',
  DOWNLOAD_BROKEN: 'quick',
  NOT_A_PDF: 'quick',
  ENCRYPTED_PDF: 'next-slot',
  UNREADABLE_PDF: 'quick',
  WRONG_REPORT: 'next-slot',
  MISSING_COLUMN: 'next-slot',
  STRIP_MISMATCH: 'next-slot',
  COUNT_MISMATCH: 'once',
  INCOMPLETE_EXPORT: 'quick',
  FILE_NOT_FOUND: 'quick',
  STORE_UNAVAILABLE: 'ask-agent',
  STORE_TOO_NEW: 'ask-agent',
  STORE_FAILED: 'quick',
  SQLITE_TOO_OLD: 'ask-agent',
  QUESTION_CLOSED: 'none',
  DISK_FULL: 'next-slot',
  CUSTOMER_NOT_FOUND: 'none',
  NO_ACCOUNT: 'none',
  PASSWORD_NEEDED: 'none',
  SETTINGS_INVALID: 'none',
  SETTINGS_NOT_SAVED: 'none',
  OFFLINE: 'none',
  NO_PROGRESS: 'next-slot',
  CANCELLED: 'none',
  INTERRUPTED: 'none',
  ALREADY_RUNNING: 'none',
  BAD_REQUEST: 'none',
  INTERNAL: 'next-slot',
};

/** Pauses before the second, third and fourth attempt, in milliseconds. */
export const RETRY_DELAYS_MS: readonly number[] = [5 * SECOND, 10 * SECOND, 20 * SECOND];

/**
 * How long to wait before the next attempt after attempt `attempt` (from 1) failed with `code`, in milliseconds;
 * `null` when there is to be none.
 */
export function nextRetryDelay(code: ErrorCode, attempt: number, delaysMs: readonly number[]): number | null {
  const retryClass = RETRY_CLASSES[code];
  if (retryClass !== 'quick' && !(retryClass === 'once' && attempt === 1)) {
    return null;
  }
  return delaysMs[attempt - 1] ?? null;
}
