/**
 * Reads the company's policy and checks that only an administrator can have written it. The policy
 * names the portal that gets the password and the feed whose programs are installed.
 */
import { execFile } from 'node:child_process';
import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { SECOND } from '../base/durations';
import { errorCode } from '../base/error-code';
import type { LoadedPolicy } from './policy';
import { NO_POLICY, brokenPolicy, parsePolicy, unreadPolicy, untrustedPolicy } from './policy';
import { systemProgram } from './system-program';

const ROOT = 0;
/** The write permissions of the group and of all others. */
const WRITABLE_BY_OTHERS = 0o022;
/** In a folder with this bit (`/tmp`), users cannot replace files that others own. */
const STICKY = 0o1000;

/** The registry key that only administrators and the domain may write. */
const REGISTRY_POLICIES = 'HKLM\\SOFTWARE\\Policies';
const REGISTRY_KEY = 'Archibald Agent';
const REGISTRY_VALUE = 'Policy';

/** Returns the path of the policy file; `null` on Windows, which has the registry instead. */
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
 * Reads a policy file. Never throws, so that the app always starts. `owners` may own the file and
 * the folders above it; root always may.
 */
export function readPolicyFile(path: string, owners: readonly number[] = [ROOT]): LoadedPolicy {
  try {
    const untrustedUser = writableByOthers(realpathSync(path), owners);
    return untrustedUser === null ? parsePolicy(readFileSync(path, 'utf8')) : untrustedPolicy(untrustedUser);
  } catch (error) {
    const code = errorCode(error);
    return isSurelyAbsent(path, code) ? NO_POLICY : unreadPolicy(`it cannot be read (${code})`);
  }
}

/** Whether no policy file exists. A broken link counts as a file, because somebody intended one. */
function isSurelyAbsent(path: string, code: string): boolean {
  return code === 'ENOTDIR' || (code === 'ENOENT' && !isLink(path) && !isLink(dirname(path)));
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** Returns a reason if others may write the file or a folder above it, else `null`. */
function writableByOthers(path: string, owners: readonly number[]): string | null {
  const entry = lstatSync(path);
  const what = entry.isDirectory() ? 'a folder above it' : 'the file';
  if (entry.uid !== ROOT && !owners.includes(entry.uid)) {
    return `${what} is not an administrator's`;
  }
  const isKept = entry.isDirectory() && (entry.mode & STICKY) !== 0;
  if ((entry.mode & WRITABLE_BY_OTHERS) !== 0 && !isKept) {
    return `users other than its owner may write ${what}`;
  }
  const above = dirname(path);
  return above === path ? null : writableByOthers(above, owners);
}

/** Runs `reg query` and returns its output, or `null` if it failed (its errors are localised). */
export type QueryRegistry = (args: readonly string[]) => Promise<string | null>;

/**
 * Reads the policy of a Windows computer. A failed query does not prove that there is no policy:
 * only a list without the key or value does.
 */
export async function readPolicyRegistry(query: QueryRegistry = queryRegistry): Promise<LoadedPolicy> {
  // Group policies are written to the 64-bit view, even when this app is a 32-bit one.
  const list = (key: string): Promise<string | null> => query(['query', key, '/reg:64']);
  const keys = await list(REGISTRY_POLICIES);
  if (keys === null) {
    return unreadPolicy('the registry cannot be read');
  }
  const isOurs = (line: string): boolean =>
    line.trim().toLowerCase().endsWith(`\\policies\\${REGISTRY_KEY.toLowerCase()}`);
  if (!keys.split('\n').some(isOurs)) {
    return NO_POLICY;
  }
  const values = await list(`${REGISTRY_POLICIES}\\${REGISTRY_KEY}`);
  if (values === null) {
    return unreadPolicy('the key of the registry cannot be read');
  }
  const found = valueOf(values);
  if (found === null) {
    return NO_POLICY;
  }
  return /^REG_(EXPAND_)?SZ$/.test(found.type) ? parsePolicy(found.text) : brokenPolicy('it is no text');
}

/** A value as printed by `reg query`: `    Policy    REG_SZ    {…}`. */
const VALUE = /^ {4}(\S.*?) {4}(REG_\w+)(?: {4}(.*))?$/;

/** Returns the type and text of the policy's value, or `null`. The text may have several lines. */
function valueOf(output: string): { readonly type: string; readonly text: string } | null {
  const lines = output.split(/\r?\n/);
  const start = lines.findIndex(
    (line) => VALUE.exec(line)?.[1]?.toLowerCase() === REGISTRY_VALUE.toLowerCase(),
  );
  const [, , type, first = ''] = VALUE.exec(lines[start] ?? '') ?? [];
  if (type === undefined) {
    return null;
  }
  const more = lines.slice(start + 1);
  const end = more.findIndex((line) => VALUE.test(line) || line.startsWith('HKEY_'));
  return { type, text: [first, ...more.slice(0, end < 0 ? undefined : end)].join('\n').trim() };
}

function queryRegistry(args: readonly string[]): Promise<string | null> {
  const program = systemProgram('reg.exe', process.env);
  return new Promise((resolve) => {
    execFile(program, args, { timeout: 10 * SECOND, windowsHide: true }, (error, stdout) =>
      resolve(error === null ? stdout : null),
    );
  });
}
