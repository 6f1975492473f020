/**
 * A log with levels. Lines are English and carry codes, counts, durations and file names only: never names, VAT
 * numbers, phones, addresses or passwords.
 */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

/** The same log with `[prefix] ` before each line. */
export function prefixed(log: Log, prefix: string): Log {
  return {
    info: (line) => log.info(`[${prefix}] ${line}`),
    warn: (line) => log.warn(`[${prefix}] ${line}`),
    error: (line) => log.error(`[${prefix}] ${line}`),
  };
}
