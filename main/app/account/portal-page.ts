import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { PATHS } from '../../portal/selectors';
import type { Policy } from '../../settings/policy';
import { allowsPortal } from '../../settings/policy';
import type { StoredConnection } from '../../settings/settings-file';

/**
 * Returns the address of the portal's customer list for the agent's own browser, without a login.
 * Fails with NO_ACCOUNT without an account or in the demo. Fails with PORTAL_NOT_ALLOWED if the
 * policy has named another portal.
 */
export function portalPage(connection: StoredConnection, policy: Policy): Result<string, AppError> {
  if (connection.kind !== 'account') {
    return fail(appError('NO_ACCOUNT', 'No Archibald account is connected'));
  }
  return allowsPortal(policy, connection.portalOrigin)
    ? ok(new URL(PATHS.customers, connection.portalOrigin).href)
    : fail(appError('PORTAL_NOT_ALLOWED', 'The company policy names another portal'));
}
