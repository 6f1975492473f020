/**
 * Returns the function with which syncing checks for a network. `false` from the system is certain,
 * `true` proves nothing (faults.md, net.isOnline). The demo needs no network, because its portal
 * runs on this computer. The demo counts as offline only if the computer was online before.
 */
export function createOnlineCheck(system: () => boolean, isDemo: () => boolean): () => boolean {
  let wasOnline = false;
  return () => {
    const isOnline = system();
    wasOnline ||= isOnline;
    return isOnline || (isDemo() && !wasOnline);
  };
}

/** The used part of an address in `os.networkInterfaces()`. */
export interface OwnAddress {
  readonly address: string;
  readonly family: string;
  readonly internal: boolean;
}

/**
 * Returns a text that identifies the network, without the daily changing half of IPv6 addresses.
 */
export function networkIdentity(
  interfaces: Readonly<Record<string, readonly OwnAddress[] | undefined>>,
): string {
  return Object.entries(interfaces)
    .flatMap(([name, addresses = []]) =>
      addresses
        .filter(({ address, internal }) => !internal && !address.startsWith('fe80:'))
        .map(({ address, family }) => `${name} ${family === 'IPv6' ? prefixOf(address) : address}`),
    )
    .sort()
    .filter((one, index, all) => one !== all[index - 1])
    .join(', ');
}

/** Returns the first four groups of an IPv6 address, which identify the network. */
function prefixOf(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const after = (tail ?? '').split(':').filter((group) => group !== '');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  return [...groups, ...Array.from({ length: zeros }, () => '0'), ...after].slice(0, 4).join(':');
}
