import type { Bridge } from '../preload/contract';

declare global {
  interface Window {
    /** Put there by preload/bridge.ts. Only the stores call it. */
    readonly archibald: Bridge;
  }
}
