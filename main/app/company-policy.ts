import { app } from 'electron';
import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import type { LoadedPolicy } from '../settings/policy';
import { policyPath, readPolicyFile, readPolicyRegistry } from '../settings/policy-source';
import { PolicyWatch } from '../settings/policy-watch';
import { isForTests } from './test-build';

/** Reads what the company fixes, and watches it. Plans nothing before it is started. */
export function openCompanyPolicy(clock: Clock, log: Log): Promise<PolicyWatch> {
  return PolicyWatch.open(readCompanyPolicy, clock, log);
}

/** Tests name a file of their own, which an agent's app does not listen to; it is theirs and not an administrator's. */
async function readCompanyPolicy(): Promise<LoadedPolicy> {
  const named = isForTests(app) ? process.env['ARCHIBALD_POLICY'] : undefined;
  if (named !== undefined) {
    return readPolicyFile(named, [process.getuid?.() ?? 0]);
  }
  const path = policyPath(process.platform);
  return path === null ? readPolicyRegistry() : readPolicyFile(path);
}
