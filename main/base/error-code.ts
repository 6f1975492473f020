/** Returns an error's system code (`EBUSY`) or `unknown`: no file name, no personal data. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
