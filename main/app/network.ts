/**
 * Whether there is a network, as syncing asks it. `false` of the system is certain, `true` proves nothing (faults.md,
 * net.isOnline). The demo portal runs on this very computer: there only a network that was there and has gone counts,
 * so that the demo works on a computer that has none.
 */
export function networkOf(system: () => boolean, isDemo: () => boolean): () => boolean {
  let wasOnline = false;
  return () => {
    const isOnline = system();
    wasOnline ||= isOnline;
    return isOnline || (isDemo() && !wasOnline);
  };
}
