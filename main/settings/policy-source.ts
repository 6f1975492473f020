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
import { NO_POLICY, brokenPolicy, parsePolicy, unreadPolicy, untrustedPolicy } from './policy';
import { systemProgram } from './system-program';

const ROOT = 0;
/** Anybody's and the group's right to write. */
const WRITABLE_BY_OTHERS = 0o022;
/** Who may write there may not replace what others own in it (`/tmp`). */
const STICKY = 0o1000;

/** The registry's place for policies: only administrators and the domain write there. One text, the JSON itself. */
const REGISTRY_POLICIES = 'HKLM\\SOFTWARE\\Policies';
const REGISTRY_KEY = 'Archibald Agent';
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
    return isDefinitelyNotThere(path, code) ? NO_POLICY : unreadPolicy(`it cannot be read (${code})`);
  }
}

/** A link that leads nowhere is there: the company means something. */
function isDefinitelyNotThere(path: string, code: string): boolean {
  return code === 'ENOTDIR' || (code === 'ENOENT' && !isLink(path) && !isLink(dirname(path)));
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
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

/** Gives what `reg query` printed, or `null` when it failed. It says why in the system's language alone. */
export type QueryRegistry = (args: readonly string[]) => Promise<string | null>;

/**
 * Reads the policy of a Windows computer. That a query fails says nothing: what is there is listed, and only what a list
 * lacks is not there.
 */
export async function readPolicyRegistry(query: QueryRegistry = queryRegistry): Promise<LoadedPolicy> {
  // The 64-bit view, whatever this program is: group policies write there.
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

/** A value as `reg query` prints it: `    Policy    REG_SZ    {…}`. */
const VALUE = /^ {4}(\S.*?) {4}(REG_\w+)(?: {4}(.*))?$/;

/** The value's type and its text, which may go over many lines; `null` when it is not listed. */
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
