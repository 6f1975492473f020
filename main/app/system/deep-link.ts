import { customerIdSchema } from '../../../preload/contract';

/** The scheme of links that open a customer: `archibald-agent://cliente/1234`. */
export const LINK_SCHEME = 'archibald-agent';

/** The part of Electron's app that registers link schemes. */
export interface LinkClient {
  isDefaultProtocolClient(scheme: string): boolean;
  setAsDefaultProtocolClient(scheme: string): boolean;
}

/** Registers the app for links. A test build must not take them from the installed app. */
export function registerLinks(client: LinkClient, isForTests: boolean): void {
  if (!isForTests && !client.isDefaultProtocolClient(LINK_SCHEME)) {
    client.setAsDefaultProtocolClient(LINK_SCHEME);
  }
}

/** Returns the customer ID of a link; `null` for any other text, since any program can send one. */
export function parseCustomerLink(link: string): string | null {
  const id = /^archibald-agent:\/\/cliente\/([^/?#]+)\/?$/i.exec(link)?.[1];
  const parsed = customerIdSchema.safeParse(id);
  return parsed.success ? parsed.data : null;
}

/**
 * Returns the customer ID of a link on the command line; Windows and Linux start the app with it.
 */
export function findLinkedCustomer(args: readonly string[]): string | null {
  return args.map(parseCustomerLink).find((id) => id !== null) ?? null;
}
