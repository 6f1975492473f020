/** Returns an error's system code (`EBUSY`) or `unknown`, without file name or personal data. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
