/** Tells listeners; a listener added returns what removes it. */
export class Emitter<Value> {
  readonly #listeners = new Set<(value: Value) => void>();

  on(listener: (value: Value) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whether anybody would hear. */
  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  emit(value: Value): void {
    for (const listener of this.#listeners) {
      listener(value);
    }
  }
}
