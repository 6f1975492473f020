import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { assertNever } from '../../base/assert-never';
import type { Log } from '../../base/log';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { printableStack } from '../../base/stack';
import type { PortalDriver } from '../../portal/driver';
import type { PortalLogin } from '../../portal/login/login';
import type { Credentials } from '../../settings/credentials';
import type { Policy } from '../../settings/policy';
import { allowsPortal, isSafePortal } from '../../settings/policy';
import type { Settings } from '../../settings/settings';
import type { Portal } from '../../sync/ports';
import type { DemoHost } from './demo-host';

/** Returns the portal's address and the credentials for an attempt. Never rejects. */
export type LoginSource = () => Promise<Result<PortalLogin, AppError>>;

/**
 * Returns the login of the account in the settings. Fails with NO_ACCOUNT or PASSWORD_NEEDED when
 * the agent must act first. Fails with PORTAL_NOT_ALLOWED when the policy now names another portal.
 * Fails with PORTAL_NOT_SECURE for an http portal that the policy does not name. Logs errors thrown
 * by the key store or the demo and returns INTERNAL.
 */
export function loginFromSettings(
  settings: Settings,
  credentials: Credentials,
  demo: DemoHost,
  policy: () => Policy,
  log: Log,
): LoginSource {
  const find: LoginSource = async () => {
    const { connection } = settings;
    switch (connection.kind) {
      case 'none':
        return fail(appError('NO_ACCOUNT', 'No Archibald account is connected'));
      case 'demo':
        return ok(await demo.login());
      case 'account': {
        if (!allowsPortal(policy(), connection.portalOrigin)) {
          return fail(appError('PORTAL_NOT_ALLOWED', 'The company policy names another portal'));
        }
        if (!isSafePortal(policy(), connection.portalOrigin)) {
          return fail(appError('PORTAL_NOT_SECURE', 'Only the company policy may name an http portal'));
        }
        const found = await credentials.find(connection);
        return found.kind === 'found'
          ? ok({ origin: connection.portalOrigin, user: connection.user, password: found.password })
          : fail(appError('PASSWORD_NEEDED', 'The password must be entered again'));
      }
      default:
        return assertNever(connection);
    }
  };
  return async () => {
    try {
      return await find();
    } catch (error) {
      log.error(`[App] The login could not be looked up: ${printableStack(error)}`);
      return fail(appError('INTERNAL', 'The login could not be looked up'));
    }
  };
}

/** Returns a source that answers INTERNAL instead of throwing; each call reads the login again. */
export function withoutRejections(login: LoginSource, log: Log): LoginSource {
  return async () => {
    try {
      return await login();
    } catch (error) {
      log.error(`The account could not be read: ${printableStack(error)}`);
      return fail(appError('INTERNAL', 'The account could not be read'));
    }
  };
}

/** Returns the portal as syncing uses it: the driver with the current login. */
export function portalWithLogin(driver: PortalDriver, login: LoginSource): Portal {
  return {
    async fetchExport(options) {
      const account = await login();
      return account.ok ? driver.fetchExport(account.value, options) : account;
    },
    abandon: () => driver.abandon(),
  };
}

/** Returns a login source that remembers the last login it returned. */
export function rememberLogin(login: LoginSource): {
  readonly login: LoginSource;
  readonly last: () => PortalLogin | null;
} {
  let last: PortalLogin | null = null;
  return {
    last: () => last,
    async login() {
      const account = await login();
      last = account.ok ? account.value : last;
      return account;
    },
  };
}
