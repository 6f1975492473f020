import { parseArgs } from 'node:util';
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';

export interface Arguments {
  /** The values of `--name value` pairs, by name. */
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly rest: readonly string[];
}

/** Parses arguments. Fails with BAD_REQUEST for an unknown option or one without a value. */
export function parseArguments(
  args: readonly string[],
  names: readonly string[],
): Result<Arguments, AppError> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
    });
    return ok({ options: values, rest: positionals });
  } catch (error) {
    return fail(
      appError('BAD_REQUEST', error instanceof Error ? error.message : 'The arguments cannot be read'),
    );
  }
}
