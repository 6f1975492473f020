import type { AppError, ExportedCustomer } from '../../../preload/contract';
import type { Result } from '../../base/result';
import type { ExportSummary } from '../records/customer-sink';

/** The origin of the engine's page, which can reach no other addresses (sandbox-electron.ts). */
export const ENGINE_ORIGIN = 'archibald-app://pdf-engine';

export const ENGINE_SCRIPT = '/pdf-engine.js';

/** The path that serves the bytes of the export. */
export const EXPORT_PATH = '/export';

/** The path to which the page posts its messages, as JSON. */
export const MESSAGE_PATH = '/message';

/** The interval of progress reports, so that despite delays one arrives at least every 100 ms. */
export const PROGRESS_INTERVAL_MS = 80;

/** A message from the page. `begin` starts a reading and makes earlier customers void. */
export type EngineMessage =
  | { readonly kind: 'progress'; readonly customersRead: number; readonly expected: number | null }
  | { readonly kind: 'begin' }
  | { readonly kind: 'customers'; readonly customers: readonly ExportedCustomer[] }
  | { readonly kind: 'done'; readonly result: Result<ExportSummary, AppError> };
