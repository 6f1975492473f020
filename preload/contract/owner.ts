export const DEMO_OWNER = 'demo';

/**
 * Returns the owner of the customers and notes of a connection: user name and host of the portal.
 * The port is omitted because the same portal may move to another port.
 */
export function computeOwner(
  connection:
    | { readonly kind: 'demo' }
    | { readonly kind: 'account'; readonly portalUrl: string; readonly user: string },
): string {
  return connection.kind === 'demo'
    ? DEMO_OWNER
    : `${connection.user.trim().toLowerCase()}@${new URL(connection.portalUrl).hostname}`;
}
