import type { DemoOptions } from './options';
import type { DemoStats } from './portal/portal-state';
import type { DemoStart } from './portal/server';

/** The options that reach the worker: all but the callback, which cannot be copied. */
export type DemoWorkerData = Omit<DemoStart, 'onExported'>;

/** What the worker tells its host. */
export type DemoWorkerMessage =
  | { readonly kind: 'listening'; readonly url: string }
  | { readonly kind: 'stats'; readonly stats: DemoStats }
  | { readonly kind: 'exported'; readonly exportNumber: number }
  /** The portal could not be started, or options were refused. */
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'closed' };

/** What the host tells the worker. */
export type DemoHostMessage =
  | { readonly kind: 'options'; readonly options: Partial<DemoOptions> }
  | { readonly kind: 'ask-stats' }
  | { readonly kind: 'close' };
