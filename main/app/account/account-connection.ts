import type {
  AppError,
  Connection,
  Credentials as TypedCredentials,
  Erasure,
} from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { isHeldLogin } from '../../../preload/contract/sync';
import { assertNever } from '../../base/assert-never';
import { MINUTE } from '../../base/durations';
import { errorCode } from '../../base/error-code';
import type { Log } from '../../base/log';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { printableStack } from '../../base/stack';
import type { PortalDriver } from '../../portal/driver';
import type { PortalLogin } from '../../portal/login/login';
import type { AccountName, Credentials, FoundPassword } from '../../settings/credentials';
import type { Policy } from '../../settings/policy';
import { allowsPortal, isSafePortal } from '../../settings/policy';
import { normalisePortalUrl } from '../../settings/portal-url';
import type { RefusedLogins } from '../../settings/refused-logins';
import type { Settings } from '../../settings/settings';
import { connectionOwner } from '../../settings/settings';
import type { StoredConnection } from '../../settings/settings-file';
import type { LoginJournal } from '../../sync/run/login-journal';
import type { Questions } from './questions';

const TEST_TIMEOUT_MS = 3 * MINUTE;

/** The next step for the cache: `set-aside` if its customers belong to another account. */
export type CacheFate = 'keep' | 'set-aside';

export interface AccountConnectionOptions {
  readonly settings: Settings;
  readonly credentials: Credentials;
  readonly driver: PortalDriver;
  readonly policy: () => Policy;
  readonly logins: LoginJournal;
  readonly refused: RefusedLogins;
  readonly log: Log;
  /** Ends syncing and the portal session, keeps or sets aside the cache, and restarts syncing. */
  readonly restartSync: (cache: CacheFate) => Promise<Result<null, AppError>>;
  /** Ends syncing and the portal session, erases all data of the app and opens a new cache. */
  readonly eraseAndRestart: () => Promise<Erasure>;
  readonly questions: Pick<Questions, 'mayDisconnect' | 'mayErase' | 'maySendPassword'>;
}

/** Connects the app to an account or to the demo, and disconnects it. */
export class AccountConnection {
  readonly #options: AccountConnectionOptions;
  /** The hosts to which the agent has allowed the password to be sent since the app's start. */
  readonly #confirmed = new Set<string>();

  constructor(options: AccountConnectionOptions) {
    this.#options = options;
  }

  /** Returns the connection for the window, without the password. */
  async describe(): Promise<Connection> {
    const { connection } = this.#options.settings;
    switch (connection.kind) {
      case 'none':
      case 'demo':
        return connection;
      case 'account': {
        const found = await this.#findPassword(connection);
        const password = found.kind === 'found' ? found.where : 'missing';
        return { kind: 'account', portalUrl: connection.portalOrigin, user: connection.user, password };
      }
      default:
        return assertNever(connection);
    }
  }

  /** Ends the portal session, so that no other password, account or certificate can use it. */
  forgetSession(): Promise<void> {
    return this.#options.driver.forgetSession();
  }

  /**
   * Logs in with the typed credentials and opens the customer list; saves nothing. Asks before a
   * portal receives its first password. Fails with SAME_PASSWORD for a password that the portal has
   * refused before, unless `sendsAgain` is set.
   */
  async test(typed: TypedCredentials): Promise<Result<PortalLogin, AppError>> {
    const origin = normalisePortalUrl(typed.portalUrl);
    if (!origin.ok) {
      return origin;
    }
    if (this.#options.policy().isPortalUnclear && !this.#isConnectedWith(origin.value)) {
      return fail(appError('POLICY_BROKEN', 'The portal in the company policy is unclear'));
    }
    if (!allowsPortal(this.#options.policy(), origin.value)) {
      return fail(appError('MANAGED_BY_COMPANY', 'The company policy names the portal'));
    }
    if (!isSafePortal(this.#options.policy(), origin.value)) {
      return fail(appError('PORTAL_NOT_SECURE', 'Only the company policy may name an http portal'));
    }
    const login = { origin: origin.value, user: typed.user, password: typed.password };
    const { driver, logins, refused } = this.#options;
    const ended = typed.sendsAgain === true ? null : await refused.find(login);
    if (ended !== null) {
      return fail(appError('SAME_PASSWORD', `This password was sent before: ${ended}`, { reason: ended }));
    }
    if (!(await this.#maySendPassword(origin.value))) {
      return fail(appError('PORTAL_NOT_CONFIRMED', 'The agent did not confirm the password for this portal'));
    }
    await driver.forgetSession();
    const tested = await driver.testConnection(login, AbortSignal.timeout(TEST_TIMEOUT_MS), {
      noteSent: () => logins.noteSent('test'),
    });
    if (!tested.ok) {
      if (isHeldLogin(tested.error.code)) {
        await refused.note(login, tested.error.code);
      }
      return tested.error.code === 'CANCELLED'
        ? fail(appError('PORTAL_TIMEOUT', 'The portal did not answer in time'))
        : tested;
    }
    await refused.clear(login);
    // After a redirect to https the next login must not be sent unencrypted.
    return ok({ ...login, origin: tested.value });
  }

  /**
   * Tests the typed credentials and connects if the portal accepts them. Saves password and
   * settings together or not at all; otherwise the next login could use another account's password.
   * Fails with SETTINGS_NOT_SAVED.
   */
  async connect(typed: TypedCredentials): Promise<Result<null, AppError>> {
    const login = await this.test(typed);
    if (!login.ok) {
      return login;
    }
    const connection = { kind: 'account', portalOrigin: login.value.origin, user: typed.user } as const;
    const { credentials, settings } = this.#options;
    const before = settings.connection;
    const found = before.kind === 'account' ? await this.#findPassword(before) : null;
    try {
      await credentials.save(connection, typed.password);
    } catch (error) {
      await this.#restorePassword(before, found);
      const reason = errorCode(error);
      return fail(appError('SETTINGS_NOT_SAVED', `The password could not be saved (${reason})`, { reason }));
    }
    const used = await this.#use(connection);
    if (!used.ok && settings.connection !== connection) {
      await this.#restorePassword(before, found);
    }
    return used;
  }

  /** Reads the stored password. An unreadable password counts as missing. */
  async #findPassword(account: AccountName): Promise<FoundPassword> {
    try {
      return await this.#options.credentials.find(account);
    } catch (error) {
      this.#options.log.error(`[App] The password could not be read: ${printableStack(error)}`);
      return { kind: 'missing' };
    }
  }

  /** Restores the connection's password. If storing fails, memory keeps it until the app quits. */
  async #restorePassword(connection: StoredConnection, found: FoundPassword | null): Promise<void> {
    const { credentials, log } = this.#options;
    if (connection.kind !== 'account' || found?.kind !== 'found') {
      credentials.forget();
      return;
    }
    await credentials.save(connection, found.password).catch((error: unknown) => {
      log.error(`[App] The password could not be restored: ${errorCode(error)}`);
    });
  }

  /**
   * Returns whether the password may be sent to this portal: the policy names it, the account or
   * the cache belongs to it, or the agent has confirmed it. A request from the page is not enough,
   * because it could name any host.
   */
  async #maySendPassword(origin: string): Promise<boolean> {
    const { policy, settings, questions } = this.#options;
    const { host, hostname } = new URL(origin);
    const { connection, cacheOwner } = settings;
    const isKnown =
      policy().portalOrigin !== null ||
      this.#confirmed.has(host) ||
      (connection.kind === 'account' && new URL(connection.portalOrigin).hostname === hostname) ||
      cacheOwner?.split('@').at(-1) === hostname;
    if (isKnown) {
      return true;
    }
    const may = await questions.maySendPassword(host);
    if (may) {
      this.#confirmed.add(host);
    }
    return may;
  }

  #isConnectedWith(origin: string): boolean {
    const { connection } = this.#options.settings;
    return connection.kind === 'account' && connection.portalOrigin === origin;
  }

  /** Connects the demo, and asks the agent before it replaces an account. */
  async connectDemo(): Promise<Result<null, AppError>> {
    return (await this.#mayLeaveAccount()) ? this.#use({ kind: 'demo' }) : ok(null);
  }

  /**
   * Asks before leaving an account, because a compromised page must not end the agent's syncing.
   */
  async #mayLeaveAccount(): Promise<boolean> {
    const { settings, questions } = this.#options;
    return settings.connection.kind !== 'account' || questions.mayDisconnect();
  }

  /** Forgets the account and its password after the agent confirms; keeps the customers. */
  async disconnect(): Promise<Result<null, AppError>> {
    if (!(await this.#mayLeaveAccount())) {
      return ok(null);
    }
    const isForgotten = this.#options.credentials.forget();
    const saved = this.#options.settings.connect({ kind: 'none' });
    const restarted = saved.ok ? await this.#options.restartSync('keep') : saved;
    return restarted.ok && !isForgotten
      ? fail(appError('SETTINGS_NOT_SAVED', 'The file of the password could not be removed'))
      : restarted;
  }

  /**
   * Forgets the account and removes all its data from this computer after the agent confirms.
   * Returns `null` if the agent declines. Reports files that cannot be removed; the app keeps
   * running. Fails with SETTINGS_NOT_SAVED before anything is erased.
   */
  async erase(): Promise<Result<Erasure | null, AppError>> {
    const { questions, credentials, settings, eraseAndRestart } = this.#options;
    if (!(await questions.mayErase())) {
      return ok(null);
    }
    const saved = settings.forgetAccount();
    if (!saved.ok) {
      return saved;
    }
    this.#confirmed.clear();
    const hadPassword = credentials.isStored();
    // Erases the password first. If its file is in use, the erasure below retries and reports it.
    const isGone = credentials.forget() && hadPassword;
    const erasure = await eraseAndRestart();
    if (erasure.error === null) {
      settings.finishErasing();
    }
    return ok(isGone ? { ...erasure, erased: [...erasure.erased, { kind: 'password', files: 1 }] } : erasure);
  }

  async #use(connection: Exclude<StoredConnection, { kind: 'none' }>): Promise<Result<null, AppError>> {
    const { settings, restartSync } = this.#options;
    const before = { connection: settings.connection, cacheOwner: settings.cacheOwner };
    const newCache = before.cacheOwner !== null && before.cacheOwner !== connectionOwner(connection);
    const saved = settings.connect(connection);
    const restarted = saved.ok ? await restartSync(newCache ? 'set-aside' : 'keep') : saved;
    if (!restarted.ok && restarted.error.code === 'CACHE_NOT_SET_ASIDE') {
      // The previous account's customers must never mix with another account's.
      settings.reconnect(before.connection, before.cacheOwner);
    }
    return restarted;
  }
}
