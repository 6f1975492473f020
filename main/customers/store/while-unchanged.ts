import type { Store } from './store';

/** Returns a function that caches a value per store until any connection writes to it. */
export function cacheWhileUnchanged<Memory>(begin: () => Memory): (store: Store) => Memory {
  const memories = new WeakMap<Store, { readonly version: string; readonly memory: Memory }>();
  return (store) => {
    const version = readStoreVersion(store);
    const known = memories.get(store);
    if (known?.version === version) {
      return known.memory;
    }
    const memory = begin();
    memories.set(store, { version, memory });
    return memory;
  };
}

/** Returns a key of the store's current state, as seen by this connection. */
export function readStoreVersion(store: Store): string {
  const others = String(store.pragma('data_version', { simple: true }));
  const own = store.prepare<[], number>('SELECT total_changes()').pluck().get() ?? 0;
  return `${others} ${own}`;
}
