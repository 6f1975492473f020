/** The errors that an attempt of a sync run can end with. `main/sync/run/retry.ts` handles them. */
const SYNC_ERROR_CODES = [
  // Portal
  'PORTAL_UNREACHABLE',
  'PORTAL_ERROR',
  'PORTAL_MAINTENANCE',
  'PORTAL_CHANGED_ADDRESS',
  'PORTAL_PAGE_UNKNOWN',
  'PORTAL_TIMEOUT',
  'CERTIFICATE_UNTRUSTED',
  'PORTAL_NOT_SECURE',
  'NETWORK_LOGIN',
  'PROXY_LOGIN',
  'CLOCK_WRONG',
  'LOGIN_REFUSED',
  'LOGIN_UNCONFIRMED',
  'LOGIN_LIMIT',
  'PORTAL_REFUSES_ADDRESS',
  'ACCOUNT_LOCKED',
  'PASSWORD_EXPIRED',
  'LOGIN_STEP_REQUIRED',
  'LOGIN_FORM_NOT_FOUND',
  'SESSION_EXPIRED',
  'EXPORT_NOT_FOUND',
  'EXPORT_REFUSED',
  'EXPORT_TIMEOUT',
  'EXPORT_NOT_PDF',
  'EXPORT_TOO_LARGE',
  'DOWNLOAD_BROKEN',
  // Reader
  'NOT_A_PDF',
  'ENCRYPTED_PDF',
  'UNREADABLE_PDF',
  'WRONG_REPORT',
  'MISSING_COLUMN',
  'GROUPED_LIST',
  'STRIP_MISMATCH',
  'COUNT_MISMATCH',
  'SUM_MISMATCH',
  'INCOMPLETE_EXPORT',
  'FILE_NOT_FOUND',
  // Cache
  'STORE_UNAVAILABLE',
  'STORE_TOO_NEW',
  'STORE_FAILED',
  'SQLITE_TOO_OLD',
  'DISK_FULL',
  'NOTE_NOT_SAVED',
  // Settings and account
  'NO_ACCOUNT',
  'PASSWORD_NEEDED',
  // The app itself
  'OFFLINE',
  'NO_PROGRESS',
  'INTERNAL',
] as const;

const OTHER_ERROR_CODES = [
  // Portal
  'CERTIFICATE_UNCONFIRMED',
  'SAME_PASSWORD',
  // Cache
  'QUESTION_CLOSED',
  'CUSTOMER_NOT_FOUND',
  // Settings and account
  'SETTINGS_INVALID',
  'SETTINGS_NOT_SAVED',
  'MANAGED_BY_COMPANY',
  'PORTAL_NOT_ALLOWED',
  'POLICY_BROKEN',
  'OTHER_ACCOUNT',
  'CACHE_NOT_SET_ASIDE',
  'PORTAL_NOT_CONFIRMED',
  'ERASE_INCOMPLETE',
  'NO_SANDBOX',
  // The app itself
  'CANCELLED',
  'INTERRUPTED',
  'ALREADY_RUNNING',
  'LINK_REFUSED',
  'NOT_OPENED',
  'DIAGNOSTICS_NOT_SAVED',
  'TAKE_ALONG_NOT_SAVED',
  'TAKE_ALONG_TOO_LARGE',
  'NOTES_FILE_INVALID',
  'NOTES_FILE_TOO_NEW',
  'NOTES_FILE_OTHERS',
  'PRINT_FAILED',
  'PRINT_TOO_LONG',
  'BAD_REQUEST',
] as const;

/** The codes of all expected failures. A code without a sentence in a language does not compile. */
export const ERROR_CODES = [...SYNC_ERROR_CODES, ...OTHER_ERROR_CODES] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
export type SyncErrorCode = (typeof SYNC_ERROR_CODES)[number];

/** Whether an attempt of a sync run can end with this error. */
export function isSyncError(code: ErrorCode): code is SyncErrorCode {
  return SYNC_ERROR_CODES.some((one) => one === code);
}

/** An expected failure. It crosses every boundary as a value. */
export interface AppError<Code extends ErrorCode = ErrorCode> {
  readonly code: Code;
  /** An English sentence for logs and headless use, without personal data. */
  readonly message: string;
  /** Counts, column names and other technical values for the message; no personal data. */
  readonly details?: Readonly<Record<string, string | number>>;
}

/** The answer to a command: the requested value, or an error with a code. */
export type Answer<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: AppError };

/** Makes an {@link AppError} and omits absent `details`. */
export function appError<Code extends ErrorCode>(
  code: Code,
  message: string,
  details?: Readonly<Record<string, string | number>>,
): AppError<Code> {
  return details === undefined ? { code, message } : { code, message, details };
}
