import { existsSync, readFileSync } from 'node:fs';
import type { z } from 'zod';
import { writeSafely } from '../base/safe-file';

/** Reads a JSON file; `null` if absent or invalid by `schema`. Throws if it cannot be read. */
export function readJsonFile<Value>(path: string, schema: z.ZodType<Value>): Value | null {
  if (!existsSync(path)) {
    return null;
  }
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) {
      return null;
    }
    throw error;
  }
}

/** Writes a JSON file with {@link writeSafely}. Returns the system's error code or `null`. */
export function saveJsonFile(path: string, value: unknown): string | null {
  try {
    writeSafely(path, `${JSON.stringify(value)}\n`);
    return null;
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      return String(error.code);
    }
    throw error;
  }
}

/** Returns the name of a damaged file's copy; `now` is in milliseconds since 1970 UTC. */
export function brokenPath(path: string, now: number): string {
  return `${path}.broken-${new Date(now).toISOString().replace(/[:.]/g, '-')}`;
}
