import type { Answer, Bridge, CommandName, EventName, EventValues } from '../../preload/contract';

/** Re-exported because window tests must not import from main. */
export { ok } from '../../main/base/result';

export interface BridgeRequest {
  readonly name: CommandName;
  readonly argument: unknown;
  readonly answer: (answer: Answer<unknown>) => void;
}

/** Simulates the bridge: a test answers the commands and sends the events. */
export class FakeBridge implements Bridge {
  readonly requests: BridgeRequest[] = [];
  readonly #listeners = new Map<EventName, Set<(value: never) => void>>();

  invoke: Bridge['invoke'] = (name, ...argument) =>
    new Promise((resolve) => {
      this.requests.push({
        name,
        argument: argument[0],
        answer: resolve as (answer: Answer<unknown>) => void,
      });
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

  /** Returns the latest request of this command; throws if there is none. */
  last(name: CommandName): BridgeRequest {
    const found = this.requests.findLast((requests) => requests.name === name);
    if (found === undefined) {
      throw new Error(`${name} was not requested`);
    }
    return found;
  }
}
