import type { Answer, Bridge, CommandName, EventName, EventValues } from '../../preload/contract';

/** How main answers; tests of the window take it from here, since the window knows nothing of main. */
export { ok } from '../../main/base/result';

export interface Asked {
  readonly name: CommandName;
  readonly argument: unknown;
  readonly answer: (answer: Answer<unknown>) => void;
}

/** A bridge whose commands a test answers when it wants, and whose events it sends. */
export class FakeBridge implements Bridge {
  readonly asked: Asked[] = [];
  readonly #listeners = new Map<EventName, Set<(value: never) => void>>();

  invoke: Bridge['invoke'] = (name, ...argument) =>
    new Promise((resolve) => {
      this.asked.push({ name, argument: argument[0], answer: resolve as (answer: Answer<unknown>) => void });
    });

  on: Bridge['on'] = (name, listener) => {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };

  send<Name extends EventName>(name: Name, value: EventValues[Name]): void {
    for (const listener of this.#listeners.get(name) ?? []) {
      listener(value as never);
    }
  }

  /** The latest question of this name. Throws if there is none. */
  last(name: CommandName): Asked {
    const found = this.asked.findLast((asked) => asked.name === name);
    if (found === undefined) {
      throw new Error(`${name} was not asked`);
    }
    return found;
  }
}
