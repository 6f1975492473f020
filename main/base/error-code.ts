/**
 * Returns the system code of an error (`EBUSY`), or `unknown`. Safe to log: contains no file name
 * and no personal data.
 */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
