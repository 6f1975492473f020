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
import { codeOf } from '../../base/error-code';
import type { Log } from '../../base/log';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { stackOf } from '../../base/stack';
import type { PortalDriver } from '../../portal/driver';
import type { PortalLogin } from '../../portal/login/login';
import type { AccountName, Credentials, FoundPassword } from '../../settings/credentials';
import type { Policy } from '../../settings/policy';
import { allowsPortal, isSafePortal } from '../../settings/policy';
import { normalisePortalUrl } from '../../settings/portal-url';
import type { RefusedLogins } from '../../settings/refused-logins';
import type { Settings } from '../../settings/settings';
import { ownerOf } from '../../settings/settings';
import type { StoredConnection } from '../../settings/settings-file';
import type { LoginJournal } from '../../sync/run/login-journal';
import type { Questions } from './questions';

const TEST_TIMEOUT_MS = 3 * MINUTE;

/** `set-aside`: the customers are another account's. */
export type CacheFate = 'keep' | 'set-aside';

export interface ConnectionsOptions {
  readonly settings: Settings;
  readonly credentials: Credentials;
  readonly driver: PortalDriver;
  readonly policy: () => Policy;
  /** Where logins are noted. */
  readonly logins: LoginJournal;
  /** Which credentials the portal has not accepted. */
  readonly refused: RefusedLogins;
  readonly log: Log;
  /** Ends syncing for the connection there was with its portal session, and does with its cache what is to be done before it goes on. */
  readonly restartSync: (cache: CacheFate) => Promise<Result<null, AppError>>;
  /** The same, with everything erased that the app has written. */
  readonly eraseAndRestart: () => Promise<Erasure>;
  readonly questions: Pick<Questions, 'mayDisconnect' | 'mayErase' | 'maySendPassword'>;
}

/** Connecting the app to an account or to the demo, and taking it away. */
export class Connections {
  readonly #options: ConnectionsOptions;
  /** The hosts that the agent has said the password may go to, since the start. */
  readonly #confirmed = new Set<string>();

  constructor(options: ConnectionsOptions) {
    this.#options = options;
  }

  /** The connection as the window may know it: without the password. */
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

  /** Ends the portal's session that is kept: it must never vouch for another password, account or certificate. */
  forgetSession(): Promise<void> {
    return this.#options.driver.forgetSession();
  }

  /**
   * Logs in with what was typed and opens the customers list; saves nothing. Asks before a portal is told a first password,
   * and fails with SAME_PASSWORD for one that it has refused before, unless `sendsAgain` asks for just that.
   */
  async test(typed: TypedCredentials): Promise<Result<PortalLogin, AppError>> {
    const origin = normalisePortalUrl(typed.portalUrl);
    if (!origin.ok) {
      return origin;
    }
    if (this.#options.policy().isPortalUnclear && !this.#isConnectedWith(origin.value)) {
      return fail(appError('POLICY_BROKEN', 'It cannot be told which portal the company means'));
    }
    if (!allowsPortal(this.#options.policy(), origin.value)) {
      return fail(appError('MANAGED_BY_COMPANY', 'The company has fixed the portal'));
    }
    if (!isSafePortal(this.#options.policy(), origin.value)) {
      return fail(appError('PORTAL_NOT_SECURE', 'Only the company may name a portal by http'));
    }
    const login = { origin: origin.value, user: typed.user, password: typed.password };
    const { driver, logins, refused } = this.#options;
    const ended = typed.sendsAgain === true ? null : await refused.find(login);
    if (ended !== null) {
      return fail(appError('SAME_PASSWORD', `This password was sent before: ${ended}`, { reason: ended }));
    }
    if (!(await this.#maySendPassword(origin.value))) {
      return fail(appError('PORTAL_NOT_CONFIRMED', 'The password was not to be sent to this portal'));
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
    // By https from now on where http led there: what is typed next time must not go out in the clear.
    return ok({ ...login, origin: tested.value });
  }

  /**
   * Tests what was typed and, if the portal accepts it, connects with it. Password and settings are kept together or not at
   * all: else the next sync would log in with a password of another account. Fails with SETTINGS_NOT_SAVED.
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
      const reason = codeOf(error);
      return fail(appError('SETTINGS_NOT_SAVED', `The password could not be saved (${reason})`, { reason }));
    }
    const used = await this.#use(connection);
    if (!used.ok && settings.connection !== connection) {
      await this.#restorePassword(before, found);
    }
    return used;
  }

  /** Reads the password that is kept. One that cannot be read is asked for, as if there were none. */
  async #findPassword(account: AccountName): Promise<FoundPassword> {
    try {
      return await this.#options.credentials.find(account);
    } catch (error) {
      this.#options.log.error(`[App] The password could not be read: ${stackOf(error)}`);
      return { kind: 'missing' };
    }
  }

  /** Puts back the password of the connection that stays; what cannot be written is kept until the app ends. */
  async #restorePassword(connection: StoredConnection, found: FoundPassword | null): Promise<void> {
    const { credentials, log } = this.#options;
    if (connection.kind !== 'account' || found?.kind !== 'found') {
      credentials.forget();
      return;
    }
    await credentials.save(connection, found.password).catch((error: unknown) => {
      log.error(`[App] The password could not be put back: ${codeOf(error)}`);
    });
  }

  /**
   * Whether the password may go to this portal: one that the company has fixed, that customers have come from, or that the
   * agent has said it may go to. What a page asks for is not enough: it could name any host.
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

  /** Shows the demo, in the place of the account only once the agent has said so. */
  async connectDemo(): Promise<Result<null, AppError>> {
    return (await this.#mayLeaveAccount()) ? this.#use({ kind: 'demo' }) : ok(null);
  }

  /** A page that went wrong must not be able to stop the agent's updates. */
  async #mayLeaveAccount(): Promise<boolean> {
    const { settings, questions } = this.#options;
    return settings.connection.kind !== 'account' || questions.mayDisconnect();
  }

  /** Forgets the account and its password once the agent has said so; the customers stay. */
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
   * Forgets the account and removes everything of it from this computer, once the agent has said so; `null` when he has
   * not. What cannot be removed is told, and the app goes on all the same. Fails with SETTINGS_NOT_SAVED, nothing erased.
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
    // Before all else; a file that is held is tried again with the others, and told.
    const isGone = credentials.forget() && hadPassword;
    const erasure = await eraseAndRestart();
    if (erasure.error === null) {
      settings.noteErased();
    }
    return ok(isGone ? { ...erasure, erased: [...erasure.erased, { kind: 'password', files: 1 }] } : erasure);
  }

  async #use(connection: Exclude<StoredConnection, { kind: 'none' }>): Promise<Result<null, AppError>> {
    const { settings, restartSync } = this.#options;
    const before = { connection: settings.connection, cacheOwner: settings.cacheOwner };
    const newCache = before.cacheOwner !== null && before.cacheOwner !== ownerOf(connection);
    const saved = settings.connect(connection);
    const restarted = saved.ok ? await restartSync(newCache ? 'set-aside' : 'keep') : saved;
    if (!restarted.ok && restarted.error.code === 'CACHE_NOT_SET_ASIDE') {
      // Its customers must never meet another account's.
      settings.reconnect(before.connection, before.cacheOwner);
    }
    return restarted;
  }
}
