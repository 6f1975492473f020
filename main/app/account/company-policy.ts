import { readFile } from 'node:fs/promises';
import { app } from 'electron';
import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import { isForTests } from '../../base/test-build';
import type { LoadedPolicy } from '../../settings/policy';
import { policyPath, readPolicyFile, readPolicyRegistry } from '../../settings/policy-source';
import { PolicyWatch } from '../../settings/policy-watch';

/** Reads what the company fixes, and watches it. Plans nothing before it is started. */
export function openCompanyPolicy(clock: Clock, log: Log): Promise<PolicyWatch> {
  return PolicyWatch.open(readCompanyPolicy, clock, log);
}

/** Tests name a file of their own, which an agent's app does not listen to; it is theirs and not an administrator's. */
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

/** A test's file as the registry would answer with it: Windows knows no owner and mode to judge a file by. */
async function registryAnswer(file: string, key: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => null);
  const own = key.endsWith('Agent') ? key : `${key}\\Archibald Agent`;
  return text === null ? '' : `${own}\r\n    Policy    REG_SZ    ${text}\r\n`;
}
