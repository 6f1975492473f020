import { app } from 'electron';
import type { Log } from '../base/log';
import type { LoadedPolicy } from '../settings/policy';
import { loadPolicy, policyPath } from '../settings/policy';
import { isTestBuild } from './test-build';

/** What the company fixes. Tests name a file of their own, which an agent's app does not listen to. */
export function readCompanyPolicy(log: Log): LoadedPolicy {
  const isTest = !app.isPackaged || isTestBuild(app.getAppPath());
  const named = isTest ? process.env['ARCHIBALD_POLICY'] : undefined;
  const loaded = loadPolicy(named ?? policyPath(process.platform, process.env));
  if (loaded.trouble !== null) {
    log.error(`[App] The company's policy does not count: ${loaded.trouble}`);
  }
  return loaded;
}
