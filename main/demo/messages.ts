import type { DemoOptions } from './options';
import type { DemoStats } from './portal/portal-state';
import type { DemoStart } from './portal/server';

/** The options for the worker, without the callback, which cannot be copied. */
export type DemoWorkerData = Omit<DemoStart, 'onExported'>;

export type DemoWorkerMessage =
  | { readonly kind: 'listening'; readonly url: string }
  | { readonly kind: 'stats'; readonly stats: DemoStats }
  | { readonly kind: 'exported'; readonly exportNumber: number }
  /** The portal did not start, or it refused options. */
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'closed' };

export type DemoHostMessage =
  | { readonly kind: 'options'; readonly options: Partial<DemoOptions> }
  | { readonly kind: 'ask-stats' }
  | { readonly kind: 'close' };
