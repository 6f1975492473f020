import type { AppError, ExportReading, ExportedCustomer } from '../../../preload/contract';
import type { Result } from '../../base/result';

/** The origin of the engine's page. It has no other way out than these addresses (sandbox-electron.ts). */
export const ENGINE_ORIGIN = 'archibald-app://pdf-engine';

/** The script of the page, as it is built. */
export const ENGINE_SCRIPT = '/pdf-engine.js';

/** Gives the bytes of the export. */
export const EXPORT_PATH = '/export';

/** Where the page posts what it has to tell, as JSON. */
export const TOLD_PATH = '/told';

/** Taking one message over takes some milliseconds for so many; the app must not stand still for 50,000 at once. */
export const CUSTOMERS_PER_MESSAGE = 200;

/** How often the page says how far it is, at most. */
export const PROGRESS_INTERVAL_MS = 80;

/** What the page tells: how far it is, then the customers piece by piece, at last the rest of what it read. */
export type EngineMessage =
  | { readonly kind: 'progress'; readonly customersRead: number; readonly expected: number | null }
  | { readonly kind: 'customers'; readonly customers: readonly ExportedCustomer[] }
  | { readonly kind: 'done'; readonly result: Result<Omit<ExportReading, 'customers'>, AppError> };
