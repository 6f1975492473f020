import { customerIdSchema } from '../../preload/contract';

/** The scheme that leads from elsewhere to a customer: `archibald-agent://cliente/1234`. */
export const LINK_SCHEME = 'archibald-agent';

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
