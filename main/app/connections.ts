import type { AppError, Connection, Credentials as TypedCredentials, Erasure } from '../../preload/contract';
import { appError } from '../../preload/contract';
import { assertNever } from '../base/assert-never';
import { MINUTE } from '../base/durations';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { PortalDriver, PortalLogin } from '../portal/driver';
import type { Credentials } from '../settings/credentials';
import type { Policy } from '../settings/policy';
import { allowsPortal, isSafePortal } from '../settings/policy';
import { normalisePortalUrl } from '../settings/portal-url';
import type { Settings } from '../settings/settings';
import { ownerOf } from '../settings/settings';
import type { LoginJournal } from '../sync/login-journal';
import type { StoredConnection } from '../settings/settings-file';
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
  /** Ends syncing for the connection there was with its portal session, and does with its cache what is to be done before it goes on. */
  readonly restartSync: (cache: CacheFate) => Promise<Result<null, AppError>>;
  /** The same, with everything erased that the app has written. */
  readonly eraseAndRestart: () => Promise<Erasure>;
  readonly questions: Pick<Questions, 'mayErase' | 'maySendPassword'>;
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
    const { settings, credentials } = this.#options;
    const { connection } = settings;
    switch (connection.kind) {
      case 'none':
      case 'demo':
        return connection;
      case 'account': {
        const found = await credentials.find(connection);
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

  /** Logs in with what was typed and opens the customers list; saves nothing. Asks before a portal is told a first password. */
  async test(typed: TypedCredentials): Promise<Result<PortalLogin, AppError>> {
    const origin = normalisePortalUrl(typed.portalUrl);
    if (!origin.ok) {
      return origin;
    }
    if (!allowsPortal(this.#options.policy(), origin.value)) {
      return fail(appError('MANAGED_BY_COMPANY', 'The company has fixed the portal'));
    }
    if (!isSafePortal(this.#options.policy(), origin.value)) {
      return fail(appError('PORTAL_NOT_SECURE', 'Only the company may name a portal by http'));
    }
    if (!(await this.#maySendPassword(origin.value))) {
      return fail(appError('PORTAL_NOT_CONFIRMED', 'The password was not to be sent to this portal'));
    }
    const login = { origin: origin.value, user: typed.user, password: typed.password };
    const { driver, logins } = this.#options;
    await driver.forgetSession();
    const tested = await driver.testConnection(login, AbortSignal.timeout(TEST_TIMEOUT_MS), {
      noteSent: () => logins.noteSent('test'),
    });
    if (!tested.ok) {
      return tested.error.code === 'CANCELLED'
        ? fail(appError('PORTAL_TIMEOUT', 'The portal did not answer in time'))
        : tested;
    }
    // By https from now on where http led there: what is typed next time must not go out in the clear.
    return ok({ ...login, origin: tested.value });
  }

  /** Tests what was typed and, if the portal accepts it, connects with it. */
  async connect(typed: TypedCredentials): Promise<Result<null, AppError>> {
    const login = await this.test(typed);
    if (!login.ok) {
      return login;
    }
    const connection = { kind: 'account', portalOrigin: login.value.origin, user: typed.user } as const;
    await this.#options.credentials.save(connection, typed.password);
    return this.#use(connection);
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

  async connectDemo(): Promise<Result<null, AppError>> {
    return this.#use({ kind: 'demo' });
  }

  /** Forgets the account and its password; the customers stay. */
  async disconnect(): Promise<Result<null, AppError>> {
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
    const { settings, restartSync, credentials } = this.#options;
    const before = { connection: settings.connection, cacheOwner: settings.cacheOwner };
    const newCache = before.cacheOwner !== null && before.cacheOwner !== ownerOf(connection);
    const saved = settings.connect(connection);
    const restarted = saved.ok ? await restartSync(newCache ? 'set-aside' : 'keep') : saved;
    if (!restarted.ok && restarted.error.code === 'CACHE_NOT_SET_ASIDE') {
      // Its customers must never meet another account's.
      credentials.forget();
      settings.reconnect(before.connection, before.cacheOwner);
    }
    return restarted;
  }
}
