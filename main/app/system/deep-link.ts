import { customerIdSchema } from '../../../preload/contract';

/** The scheme that leads from elsewhere to a customer: `archibald-agent://cliente/1234`. */
export const LINK_SCHEME = 'archibald-agent';

/** The part of Electron's app that has links open it. */
export interface LinkClient {
  isDefaultProtocolClient(scheme: string): boolean;
  setAsDefaultProtocolClient(scheme: string): boolean;
}

/** Has links open this app where they do not yet. Never for one that is no agent's: it would take them from the installed app. */
export function claimLinks(client: LinkClient, isForTests: boolean): void {
  if (!isForTests && !client.isDefaultProtocolClient(LINK_SCHEME)) {
    client.setAsDefaultProtocolClient(LINK_SCHEME);
  }
}

/** The customer that a link names, `null` for anything else: links come from anywhere. */
export function customerOf(link: string): string | null {
  const id = /^archibald-agent:\/\/cliente\/([^/?#]+)\/?$/i.exec(link)?.[1];
  const parsed = customerIdSchema.safeParse(id);
  return parsed.success ? parsed.data : null;
}

/** The customer that a command line names, as the system starts the app with a link. */
export function customerIn(args: readonly string[]): string | null {
  return args.map(customerOf).find((id) => id !== null) ?? null;
}
