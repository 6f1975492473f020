import { mkdirSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { AppError, Preferences } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import { MINUTE, SECOND } from '../../base/durations';
import type { Log } from '../../base/log';
import { withPrefix } from '../../base/log';
import type { Result } from '../../base/result';
import type { SpareThreads } from '../../customers/threads/spare-threads';
import { createReader } from '../../pdf/reader';
import { sandboxedEngine } from '../../pdf/sandbox/sandbox-electron';
import { ElectronPortalBrowsers } from '../../portal/browser/browser-electron';
import { fetchServerDate } from '../../portal/browser/portal-date';
import type { PortalDriver } from '../../portal/driver';
import { createPortalDriver } from '../../portal/driver';
import { removeLeftovers } from '../../portal/export/remove-leftovers';
import { PORTAL_TIMEOUTS } from '../../portal/timeouts';
import { LoginsFile } from '../../settings/logins-file';
import type { RefusedLogins } from '../../settings/refused-logins';
import { ScheduleFile } from '../../settings/schedule-file';
import { LOGINS_PER_DAY, LoginJournal } from '../../sync/run/login-journal';
import type { Certificates } from '../account/certificates';
import { followLogins } from '../account/follow-logins';
import type { LoginSource } from '../account/login-source';
import { withoutRejections, rememberLogin, portalWithLogin } from '../account/login-source';
import { networkIdentity } from '../system/network';
import { SyncSession } from './sync-session';

export interface PartsOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly scriptsFolder: string;
  readonly spareThreads: SpareThreads;
  /** The waits before each further attempt in milliseconds. */
  readonly retryDelaysMs: readonly number[];
}

/** Creates the portal driver, and removes the leftovers of crashed runs. */
export function buildDriver({ folder, clock, log }: PartsOptions, certificates: Certificates): PortalDriver {
  const tempFolder = join(folder, 'exports');
  mkdirSync(tempFolder, { recursive: true, mode: 0o700 });
  void removeLeftovers(tempFolder, clock.now() - process.uptime() * SECOND);
  return createPortalDriver({
    browsers: new ElectronPortalBrowsers(),
    clock,
    log: withPrefix(log, 'CustomerSync'),
    timeouts: PORTAL_TIMEOUTS,
    tempFolder,
    logsFolder: join(folder, 'logs'),
    pinFor: (host) => certificates.pinFor(host),
    onUntrusted: (certificate) => certificates.noteRefused(certificate),
    askDate: fetchServerDate,
  });
}

/**
 * Creates the journal of logins. `perDay` returns the company's limit, or `null` for the default.
 */
export function buildLogins({ folder, clock, log }: PartsOptions, perDay: () => number | null): LoginJournal {
  const file = new LoginsFile(folder);
  const syncLog = withPrefix(log, 'CustomerSync');
  return new LoginJournal({
    clock,
    log: syncLog,
    memory: {
      load() {
        const { logins, wasDamaged } = file.load(clock.now());
        if (wasDamaged) {
          syncLog.warn('The file of logins was damaged and is quarantined; counting starts again');
        }
        return logins;
      },
      save(logins) {
        const failure = file.save(logins);
        if (failure !== null) {
          syncLog.warn(`The logins could not be saved (${failure})`);
        }
      },
    },
    perDay: () => perDay() ?? LOGINS_PER_DAY,
  });
}

export interface PlanOptions {
  /** The frequency and hours at the start of the session. */
  readonly preferences: Pick<Preferences, 'frequencyMinutes' | 'hours'>;
  readonly logins: LoginJournal;
  readonly refused: RefusedLogins;
  readonly installationId: string;
  /** Whether the window has the focus. */
  readonly isInUse: () => boolean;
  readonly isOnline: () => boolean;
  /**
   * The error that prevents automatic sync runs regardless of the account; `null` if there is none.
   */
  readonly policyFailure: () => AppError | null;
  /** The number of months before the data of removed customers are deleted for good. */
  readonly retentionMonths: () => number | null;
}

export async function openSession(
  options: PartsOptions,
  driver: PortalDriver,
  given: LoginSource,
  plan: PlanOptions,
): Promise<Result<SyncSession, AppError>> {
  const { folder, clock, log, scriptsFolder, spareThreads, retryDelaysMs } = options;
  const { preferences, logins, refused, installationId, isInUse, isOnline, policyFailure, retentionMonths } =
    plan;
  const file = new ScheduleFile(folder);
  const syncLog = withPrefix(log, 'CustomerSync');
  const login = withoutRejections(given, syncLog);
  const source = rememberLogin(login);
  const opened = await SyncSession.open({
    folder,
    threads: spareThreads,
    portal: portalWithLogin(driver, source.login),
    reader: createReader({
      workerPath: join(scriptsFolder, 'pdf-worker.js'),
      clock,
      engine: sandboxedEngine(join(scriptsFolder, '../renderer'), clock),
    }),
    clock,
    log: syncLog,
    retentionMonths,
    frequencyMs: preferences.frequencyMinutes * MINUTE,
    hours: preferences.hours,
    logins,
    session: { keepAlive: () => driver.keepSessionAlive() },
    installationId,
    memory: {
      load: () => file.load(),
      save(schedule) {
        const failure = file.save(schedule);
        if (failure !== null) {
          syncLog.warn(`The schedule could not be saved (${failure})`);
        }
      },
    },
    environment: {
      isOnline,
      network: () => networkIdentity(networkInterfaces()),
      isInUse,
      random: () => Math.random(),
    },
    retryDelaysMs,
    async obstacle() {
      const account = await login();
      if (account.ok) {
        return policyFailure();
      }
      // The run itself reports INTERNAL and fails; the next scheduled run tries again.
      return account.error.code === 'INTERNAL' ? null : account.error;
    },
    async refusal(isByHand) {
      const account = await login();
      return account.ok ? refused.find(account.value, { isByHand }) : null;
    },
  });
  if (opened.ok) {
    followLogins(opened.value.service, { refused, logins, lastLogin: source.last, log });
  }
  return opened;
}
