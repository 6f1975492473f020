import type { AppError, ExportedCustomer } from '../../../preload/contract';
import type { Result } from '../../base/result';
import type { ExportSummary } from '../records/customer-sink';

/** The origin of the engine's page. It has no other way out than these addresses (sandbox-electron.ts). */
export const ENGINE_ORIGIN = 'archibald-app://pdf-engine';

/** The script of the page, as it is built. */
export const ENGINE_SCRIPT = '/pdf-engine.js';

/** Gives the bytes of the export. */
export const EXPORT_PATH = '/export';

/** Where the page posts what it has to tell, as JSON. */
export const TOLD_PATH = '/told';

/** How often a reading says how far it is, and how often that is told on: with some delay, at least every 100 ms. */
export const PROGRESS_INTERVAL_MS = 80;

/**
 * What the page tells: how far it is; that a reading begins, so that the customers told before are void; customers piece
 * by piece; at last what the export says beside them.
 */
export type EngineMessage =
  | { readonly kind: 'progress'; readonly customersRead: number; readonly expected: number | null }
  | { readonly kind: 'begin' }
  | { readonly kind: 'customers'; readonly customers: readonly ExportedCustomer[] }
  | { readonly kind: 'done'; readonly result: Result<ExportSummary, AppError> };
