import type { Bridge } from '../preload/contract';

declare global {
  interface Window {
    /** The API that preload/bridge.ts exposes. Only the stores call it. */
    readonly archibald: Bridge;
    /** Trusted Types, which TypeScript's DOM library does not declare. */
    readonly trustedTypes: {
      createPolicy(name: string, policy: { readonly createHTML: (text: string) => string }): unknown;
    };
  }
}
