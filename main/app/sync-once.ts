import type { AppError } from '../../preload/contract';
import { FREQUENCY_DEFAULT_MINUTES, appError } from '../../preload/contract';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { PortalLogin } from '../portal/driver';
import { normalisePortalUrl } from '../settings/portal-url';
import { Settings } from '../settings/settings';
import type { Flags } from './flags';
import type { PartsOptions } from './parts';
import { buildDriver, openSession } from './parts';
import type { PrintedResult } from './print-result';
import { printedRefusal, printedRun } from './print-result';

const TRIGGER = 'manual';

/**
 * One sync without a window, into the cache of the data folder: `--sync-once --portal URL --user NAME --data DIR`
 * with the password in the environment variable ARCHIBALD_PASSWORD. `onStopped` is called with what interrupts it.
 */
export async function syncOnce(
  options: PartsOptions,
  environment: NodeJS.ProcessEnv,
  onStoppable: (stop: () => Promise<void>) => void,
): Promise<PrintedResult> {
  const login = loginOf(options.flags, environment);
  if (!login.ok) {
    return printedRefusal(login.error, TRIGGER);
  }
  const settings = new Settings(options.folder, () => options.clock.now());
  // Nothing is planned here: the run is asked for, and the portal says whether it can be reached.
  const opened = await openSession(
    options,
    buildDriver(options, (host) => settings.pinFor(host)),
    () => Promise.resolve(login),
    {
      frequencyMinutes: FREQUENCY_DEFAULT_MINUTES,
      installationId: '',
      isInUse: () => false,
      isOnline: () => true,
    },
  );
  if (!opened.ok) {
    return printedRefusal(opened.error, TRIGGER);
  }
  const session = opened.value;
  onStoppable(() => session.service.stop('interrupted'));
  const started = await session.service.start(TRIGGER);
  const result = started.ok
    ? printedRun(await started.value.finished)
    : printedRefusal(started.error, TRIGGER);
  await session.close();
  return result;
}

function loginOf({ portal, user }: Flags, environment: NodeJS.ProcessEnv): Result<PortalLogin, AppError> {
  const password = environment['ARCHIBALD_PASSWORD'] ?? '';
  if (portal === null || user === null || password === '') {
    return fail(
      appError(
        'BAD_REQUEST',
        'Give --portal URL, --user NAME, --data DIR and the password in ARCHIBALD_PASSWORD',
      ),
    );
  }
  const origin = normalisePortalUrl(portal);
  return origin.ok ? ok({ origin: origin.value, user, password }) : origin;
}
