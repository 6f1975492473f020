import type { ErrorCode, SyncRun } from '../../../preload/contract';

/** A remedy for an error, offered as a button. */
export type Remedy =
  'retry' | 'password' | 'unlocked' | 'certificate' | 'account' | 'portal' | 'folder' | 'diagnostics';

const REMEDIES: Partial<Readonly<Record<ErrorCode, readonly Remedy[]>>> = {
  LOGIN_REFUSED: ['password'],
  PASSWORD_NEEDED: ['password'],
  PASSWORD_EXPIRED: ['portal', 'password'],
  ACCOUNT_LOCKED: ['password', 'unlocked'],
  LOGIN_UNCONFIRMED: ['retry', 'password'],
  LOGIN_STEP_REQUIRED: ['portal', 'retry'],
  LOGIN_FORM_NOT_FOUND: ['account', 'retry'],
  CERTIFICATE_UNTRUSTED: ['certificate'],
  PORTAL_CHANGED_ADDRESS: ['retry', 'account'],
  PORTAL_PAGE_UNKNOWN: ['account', 'retry'],
  PORTAL_NOT_ALLOWED: ['account'],
  PORTAL_NOT_SECURE: ['account'],
  NO_ACCOUNT: ['account'],
  EXPORT_NOT_FOUND: ['diagnostics', 'retry'],
  MISSING_COLUMN: ['portal', 'retry'],
  GROUPED_LIST: ['portal', 'retry'],
  STORE_UNAVAILABLE: ['folder', 'retry'],
  NOTE_NOT_SAVED: ['folder', 'retry'],
};

/** Errors that may be temporary; if they are repeated, support should look at them. */
const FOR_SUPPORT_AGAIN: readonly ErrorCode[] = [
  'WRONG_REPORT',
  'COUNT_MISMATCH',
  'STRIP_MISMATCH',
  'SUM_MISMATCH',
  'INTERNAL',
];

/**
 * Returns the remedies for an error, best first. `isRepeated`: the previous run ended with the same
 * error. `isHeld`: the agent has already sent an unconfirmed login again.
 */
export function findRemedies(
  code: ErrorCode,
  { isRepeated, isHeld }: { readonly isRepeated: boolean; readonly isHeld: boolean },
): readonly Remedy[] {
  if (code === 'LOGIN_UNCONFIRMED' && isHeld) {
    return ['password'];
  }
  if (isRepeated && FOR_SUPPORT_AGAIN.includes(code)) {
    return ['diagnostics', 'retry'];
  }
  return REMEDIES[code] ?? ['retry'];
}

/** Whether the last two runs that succeeded or failed, newest first, ended with this error. */
export function isRepeatedIn(runs: readonly SyncRun[], code: ErrorCode): boolean {
  const ended = runs.filter(({ outcome }) => outcome === 'success' || outcome === 'failed').slice(0, 2);
  return ended.length === 2 && ended.every(({ error }) => error?.code === code);
}
