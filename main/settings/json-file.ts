import { existsSync, readFileSync } from 'node:fs';
import type { z } from 'zod';
import { writeSafely } from '../base/safe-file';

/** What a JSON file holds; `null` when there is none, or it is not what `schema` says. Throws if it cannot be read at all. */
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

/** Writes a JSON file as {@link writeSafely} does. Gives the system's code when it cannot, `null` when it could. */
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

/** Where a damaged file is set aside at a moment, in milliseconds since 1970 UTC. */
export function brokenNameOf(path: string, now: number): string {
  return `${path}.broken-${new Date(now).toISOString().replace(/[:.]/g, '-')}`;
}
