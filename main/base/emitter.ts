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

  /** Calls every listener, even after one has thrown; then throws what the first of these threw. */
  emit(value: Value): void {
    const thrown: unknown[] = [];
    for (const listener of this.#listeners) {
      try {
        listener(value);
      } catch (error) {
        thrown.push(error);
      }
    }
    if (thrown.length > 0) {
      throw thrown[0];
    }
  }
}
