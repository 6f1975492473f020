import { readFile } from 'node:fs/promises';
import { app } from 'electron';
import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import { isForTests } from '../../base/test-build';
import type { LoadedPolicy } from '../../settings/policy';
import { policyPath, readPolicyFile, readPolicyRegistry } from '../../settings/policy-source';
import { PolicyWatch } from '../../settings/policy-watch';

/** Reads the company's policy, and returns a watch that follows it once started. */
export function openCompanyPolicy(clock: Clock, log: Log): Promise<PolicyWatch> {
  return PolicyWatch.open(readCompanyPolicy, clock, log);
}

/** Reads the policy. In a test build, a test may name another file, which the test user owns. */
async function readCompanyPolicy(): Promise<LoadedPolicy> {
  const named = isForTests(app) ? process.env['ARCHIBALD_POLICY'] : undefined;
  const path = policyPath(process.platform);
  if (named !== undefined) {
    return path === null
      ? readPolicyRegistry(([, key = '']) => registryAnswer(named, key))
      : readPolicyFile(named, [process.getuid?.() ?? 0]);
  }
  return path === null ? readPolicyRegistry() : readPolicyFile(path);
}

/** Returns the content of a test's policy file as the output of a registry query, for Windows. */
async function registryAnswer(file: string, key: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => null);
  const own = key.endsWith('Agent') ? key : `${key}\\Archibald Agent`;
  return text === null ? '' : `${own}\r\n    Policy    REG_SZ    ${text}\r\n`;
}
