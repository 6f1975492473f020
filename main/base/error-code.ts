/** The system's code of what was thrown (`EBUSY`), for a log: it names no file and nobody. `unknown` where there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
