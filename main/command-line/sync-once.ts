import { createInterface } from 'node:readline/promises';
import type { Readable } from 'node:stream';
import type { AppError } from '../../preload/contract';
import { FREQUENCY_DEFAULT_MINUTES, appError } from '../../preload/contract';
import { isHeldLogin } from '../../preload/contract/sync';
import { Certificates } from '../app/account/certificates';
import { openCompanyPolicy } from '../app/account/company-policy';
import type { PartsOptions } from '../app/session/open-session';
import { buildDriver, buildLogins, openSession } from '../app/session/open-session';
import { restoreOwner, placeCache } from '../app/session/settle-cache';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { PortalLogin } from '../portal/login/login';
import { findNewerFile } from '../settings/newer-files';
import type { Policy } from '../settings/policy';
import { allowsPortal, isSafePortal, policyError } from '../settings/policy';
import { normalisePortalUrl } from '../settings/portal-url';
import { RefusedLogins } from '../settings/refused-logins';
import { Settings } from '../settings/settings';
import type { Flags } from './flags';
import type { PrintedResult } from './print-result';
import { toPrintedRefusal, toPrintedRun } from './print-result';

const TRIGGER = 'manual';

const MISSING_ACCOUNT = appError(
  'BAD_REQUEST',
  'Give --portal URL, --user NAME, --data DIR and --password-stdin, with the password as a line of standard input: environment variables are not read',
);

/** The sync run that the command line asks for, with the password from standard input. */
type RequestedSync = Pick<Flags, 'portal' | 'user' | 'send-same-password'> & { readonly password: string };

/** Returns an error if a required flag is missing, else `null`. */
export function findMissingFlags(flags: Pick<Flags, 'portal' | 'user' | 'password-stdin'>): AppError | null {
  return flags.portal === null || flags.user === null || !flags['password-stdin'] ? MISSING_ACCOUNT : null;
}

/**
 * Runs one sync without a window, into the cache of the data folder: `--sync-once --portal URL
 * --user NAME --data DIR`, with the password on standard input. Calls `onStoppable` with a function
 * that interrupts the run.
 */
export async function syncOnce(
  options: PartsOptions,
  flags: RequestedSync,
  onStoppable: (stop: () => Promise<void>) => void,
): Promise<PrintedResult> {
  const newer = findNewerFile(options.folder);
  if (newer !== null) {
    return toPrintedRefusal(newer, TRIGGER);
  }
  const { loaded } = await openCompanyPolicy(options.clock, options.log);
  const { policy } = loaded;
  const failure = policyError(loaded);
  if (failure !== null) {
    return toPrintedRefusal(failure, TRIGGER);
  }
  const login = loginOf(flags, policy);
  if (!login.ok) {
    return toPrintedRefusal(login.error, TRIGGER);
  }
  const settings = new Settings(options.folder, () => options.clock.now());
  const { origin, user } = login.value;
  restoreOwner(options.folder, settings);
  const claimed = settings.claimCache({ kind: 'account', portalOrigin: origin, user });
  const settled = claimed.ok ? placeCache(options.folder, settings, options.clock.now()) : claimed;
  if (!settled.ok) {
    return toPrintedRefusal(settled.error, TRIGGER);
  }
  const refused = new RefusedLogins(options.folder);
  // The user requested this run, so no hours, network check or start error may stop it.
  const opened = await openSession(
    options,
    buildDriver(options, new Certificates(settings, () => policy)),
    () => Promise.resolve(login),
    {
      preferences: { frequencyMinutes: FREQUENCY_DEFAULT_MINUTES, hours: 'always' },
      logins: buildLogins(options, () => policy.loginsPerDay),
      refused,
      installationId: '',
      isInUse: () => false,
      isOnline: () => true,
      policyFailure: () => null,
      retentionMonths: () => policy.retentionMonths,
    },
  );
  if (!opened.ok) {
    return toPrintedRefusal(opened.error, TRIGGER);
  }
  const session = opened.value;
  onStoppable(() => session.service.stop('interrupted'));
  if (session.scheduler.stoppedByLogin !== null && (await refused.isOtherLogin(login.value))) {
    session.automatic.unblock();
  }
  const started = await session.automatic.startByHand({ sendsAgain: flags['send-same-password'] });
  const result = started.ok
    ? toPrintedRun(await started.value.finished)
    : toPrintedRefusal(explained(started.error), TRIGGER);
  await session.close();
  await refused.settled();
  return result;
}

/** Adds the remedies to a refused login's message: another password, or sending the same one. */
function explained(error: AppError): AppError {
  const message = `${error.message}: give another password, or --send-same-password`;
  return isHeldLogin(error.code) ? { ...error, message } : error;
}

function loginOf({ portal, user, password }: RequestedSync, policy: Policy): Result<PortalLogin, AppError> {
  if (portal === null || user === null || password === '') {
    return fail(MISSING_ACCOUNT);
  }
  const origin = normalisePortalUrl(portal);
  if (!origin.ok) {
    return origin;
  }
  if (!isSafePortal(policy, origin.value)) {
    return fail(appError('PORTAL_NOT_SECURE', 'Only the company policy may name an http portal'));
  }
  return allowsPortal(policy, origin.value)
    ? ok({ origin: origin.value, user, password })
    : fail(appError('PORTAL_NOT_ALLOWED', 'The company policy names another portal'));
}

/** Returns the first line of a stream without its line break; empty if there is none. */
export async function readFirstLine(stream: Readable): Promise<string> {
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    return line;
  }
  return '';
}
