/** The owner of the demo's customers. */
export const DEMO_OWNER = 'demo';

/**
 * Names whose customers and notes a connection brings: the user, whatever the letters' case, at the portal's host. The
 * port is left out, since a portal may move to another and stay the same.
 */
export function ownerOf(
  connection:
    | { readonly kind: 'demo' }
    | { readonly kind: 'account'; readonly portalUrl: string; readonly user: string },
): string {
  return connection.kind === 'demo'
    ? DEMO_OWNER
    : `${connection.user.trim().toLowerCase()}@${new URL(connection.portalUrl).hostname}`;
}
