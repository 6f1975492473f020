/**
 * A log with levels. Lines are English and contain only codes, counts, durations and file names.
 * They never contain names, VAT numbers, phone numbers, addresses or passwords.
 */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

export function withPrefix(log: Log, prefix: string): Log {
  return {
    info: (line) => log.info(`[${prefix}] ${line}`),
    warn: (line) => log.warn(`[${prefix}] ${line}`),
    error: (line) => log.error(`[${prefix}] ${line}`),
  };
}
