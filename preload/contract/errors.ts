/** The errors that an attempt of a sync can end with; `main/sync/run/retry.ts` says what follows each. */
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

/** Every other expected failure. */
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

/**
 * Every expected failure has one of these codes; the renderer has a sentence for each in both languages, so a new
 * code does not compile until it can be explained.
 */
export const ERROR_CODES = [...SYNC_ERROR_CODES, ...OTHER_ERROR_CODES] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
export type SyncErrorCode = (typeof SYNC_ERROR_CODES)[number];

/** Whether an attempt of a sync can end with this error. */
export function isSyncError(code: ErrorCode): code is SyncErrorCode {
  return SYNC_ERROR_CODES.some((one) => one === code);
}

/** An expected failure, as it crosses every boundary: as a value, with a code and an English sentence. */
export interface AppError<Code extends ErrorCode = ErrorCode> {
  readonly code: Code;
  /** An English sentence for logs and head-less use; carries no personal data. The screens translate the code. */
  readonly message: string;
  /** Numbers and technical names that make the sentence concrete (counts, column names); no personal data. */
  readonly details?: Readonly<Record<string, string | number>>;
}

/** How a command answers: the value asked for, or an error with a code. */
export type Answer<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: AppError };

/** Makes an {@link AppError}; `details` is left out when there is none. */
export function appError<Code extends ErrorCode>(
  code: Code,
  message: string,
  details?: Readonly<Record<string, string | number>>,
): AppError<Code> {
  return details === undefined ? { code, message } : { code, message, details };
}
