import { win32 } from 'node:path';

/**
 * Returns the full path of a Windows program. Windows would search for a bare name in the app's
 * folder and the search path. Anybody may have placed another program of that name there.
 */
export function systemProgram(name: string, environment: NodeJS.ProcessEnv): string {
  return win32.join(environment['SystemRoot'] ?? 'C:\\Windows', 'System32', name);
}
