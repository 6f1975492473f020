/**
 * Where a company's policy comes from, and whether only an administrator can have written it: whoever may write it
 * names the portal that gets the password and the feed whose programs are installed.
 */
import { execFile } from 'node:child_process';
import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { SECOND } from '../base/durations';
import { codeOf } from '../base/error-code';
import type { LoadedPolicy } from './policy';
import { NO_POLICY, brokenPolicy, parsePolicy, untrustedPolicy } from './policy';
import { systemProgram } from './system-program';

const ROOT = 0;
/** Anybody's and the group's right to write. */
const WRITABLE_BY_OTHERS = 0o022;
/** Who may write there may not replace what others own in it (`/tmp`). */
const STICKY = 0o1000;

/** The registry's place for policies: only administrators and the domain write there. One text, the JSON itself. */
const REGISTRY_KEY = 'HKLM\\SOFTWARE\\Policies\\Archibald Agent';
const REGISTRY_VALUE = 'Policy';

/** Where a policy file is on systems that have one; `null` on Windows, which has the registry for it. */
export function policyPath(platform: NodeJS.Platform): string | null {
  switch (platform) {
    case 'win32':
      return null;
    case 'darwin':
      return '/Library/Application Support/Archibald Agent/policy.json';
    default:
      return '/etc/archibald-agent/policy.json';
  }
}

/**
 * Reads a policy file; never throws: an app that does not start helps nobody. `owners` are the users who may own it and
 * the folders above it, root alone unless told otherwise.
 */
export function readPolicyFile(path: string, owners: readonly number[] = [ROOT]): LoadedPolicy {
  try {
    const stranger = writableByStrangers(realpathSync(path), owners);
    return stranger === null ? parsePolicy(readFileSync(path, 'utf8')) : untrustedPolicy(stranger);
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? NO_POLICY : brokenPolicy(`it cannot be read (${code})`);
  }
}

/** The first of file and folders above it that others than the owners may write, as a reason; `null` for none. */
function writableByStrangers(path: string, owners: readonly number[]): string | null {
  const entry = lstatSync(path);
  const what = entry.isDirectory() ? 'a folder above it' : 'the file';
  if (entry.uid !== ROOT && !owners.includes(entry.uid)) {
    return `${what} is not an administrator's`;
  }
  const isKept = entry.isDirectory() && (entry.mode & STICKY) !== 0;
  if ((entry.mode & WRITABLE_BY_OTHERS) !== 0 && !isKept) {
    return `others than its owner may write ${what}`;
  }
  const above = dirname(path);
  return above === path ? null : writableByStrangers(above, owners);
}

/** Gives what `reg query` printed, or `null` when it found nothing. */
export type QueryRegistry = (args: readonly string[]) => Promise<string | null>;

/** Reads the policy of a Windows computer. */
export async function readPolicyRegistry(query: QueryRegistry = queryRegistry): Promise<LoadedPolicy> {
  // The 64-bit view, whatever this program is: group policies write there.
  const output = await query(['query', REGISTRY_KEY, '/v', REGISTRY_VALUE, '/reg:64']);
  const text = output === null ? null : valueOf(output);
  return text === null ? NO_POLICY : parsePolicy(text);
}

/** The text in the one line of the answer that names the value: `    Policy    REG_SZ    {…}`. */
function valueOf(output: string): string | null {
  const found = new RegExp(`^\\s+${REGISTRY_VALUE}\\s+REG_(?:EXPAND_)?SZ\\s+(.*\\S)\\s*$`, 'm').exec(output);
  return found?.[1] ?? null;
}

function queryRegistry(args: readonly string[]): Promise<string | null> {
  const program = systemProgram('reg.exe', process.env);
  return new Promise((resolve) => {
    execFile(program, args, { timeout: 10 * SECOND, windowsHide: true }, (error, stdout) =>
      resolve(error === null ? stdout : null),
    );
  });
}
