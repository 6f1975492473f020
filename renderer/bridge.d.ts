import type { Bridge } from '../preload/contract';

declare global {
  interface Window {
    /** Put there by preload/bridge.ts. Only the stores call it. */
    readonly archibald: Bridge;
    /** Trusted Types, which the compiler's library does not know. */
    readonly trustedTypes: {
      createPolicy(name: string, policy: { readonly createHTML: (text: string) => string }): unknown;
    };
  }
}
