import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Whether a program can be started by its bare name.
 * @param {string} program @param {NodeJS.ProcessEnv} environment
 */
export function isOnPath(program, environment = process.env) {
  return (environment.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}
