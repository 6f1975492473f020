import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { PATHS } from '../../portal/selectors';
import type { Policy } from '../../settings/policy';
import { allowsPortal } from '../../settings/policy';
import type { StoredConnection } from '../../settings/settings-file';

/**
 * The address of the customers' list on the account's portal, for the agent's own browser: it carries no login. Fails with
 * NO_ACCOUNT without an account (the demo is none), and with PORTAL_NOT_ALLOWED where the company has fixed another portal.
 */
export function portalPage(connection: StoredConnection, policy: Policy): Result<string, AppError> {
  if (connection.kind !== 'account') {
    return fail(appError('NO_ACCOUNT', 'No Archibald account is connected'));
  }
  return allowsPortal(policy, connection.portalOrigin)
    ? ok(new URL(PATHS.customers, connection.portalOrigin).href)
    : fail(appError('PORTAL_NOT_ALLOWED', 'The company has fixed another portal'));
}
