import { win32 } from 'node:path';

/**
 * Where Windows keeps a program of its own. By its whole path: a bare name would be looked for beside the app and along
 * the search path, where anybody may have put another of that name.
 */
export function systemProgram(name: string, environment: NodeJS.ProcessEnv): string {
  return win32.join(environment['SystemRoot'] ?? 'C:\\Windows', 'System32', name);
}
