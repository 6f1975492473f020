import type { Store } from './store';

/**
 * What is found out of a store and remembered for as long as nothing is written to it, by this connection or another:
 * gives what belongs to the store as it is now, begun with `begin` whenever something was written.
 */
export function whileUnchanged<Memory>(begin: () => Memory): (store: Store) => Memory {
  const memories = new WeakMap<Store, { readonly version: string; readonly memory: Memory }>();
  return (store) => {
    const version = versionOf(store);
    const known = memories.get(store);
    if (known?.version === version) {
      return known.memory;
    }
    const memory = begin();
    memories.set(store, { version, memory });
    return memory;
  };
}

/** Tells one state of a store from another, as this connection sees it. */
export function versionOf(store: Store): string {
  const others = String(store.pragma('data_version', { simple: true }));
  const own = store.prepare<[], number>('SELECT total_changes()').pluck().get() ?? 0;
  return `${others} ${own}`;
}
