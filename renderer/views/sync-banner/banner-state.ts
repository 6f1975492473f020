import type { AppError, Connection, SyncProgress, SyncRun, SyncStatus } from '../../../preload/contract';

/** What the banner says. At most one thing at a time, the most urgent. */
export type BannerState =
  | { readonly kind: 'hidden' }
  | { readonly kind: 'running'; readonly progress: SyncProgress }
  | { readonly kind: 'changes'; readonly added: number; readonly updated: number; readonly missing: number }
  | { readonly kind: 'nothing-new' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'degraded'; readonly failures: number; readonly error: AppError | null }
  | { readonly kind: 'blocked'; readonly error: AppError }
  | { readonly kind: 'password-needed' };

export interface BannerFacts {
  readonly progress: SyncProgress | null;
  readonly justFinished: SyncRun | null;
  readonly refusal: AppError | null;
  readonly status: SyncStatus | null;
  readonly connection: Connection | null;
}

/** Passing news go away by themselves after this long; the rest stays until it is no longer true. */
export const PASSING_MS = 4_000;

/** Decides what the banner says: an automatic sync that changed nothing, or failed for once, says nothing. */
export function bannerState({
  progress,
  justFinished,
  refusal,
  status,
  connection,
}: BannerFacts): BannerState {
  if (progress !== null) {
    return { kind: 'running', progress };
  }
  const news = justFinished === null ? null : newsOf(justFinished);
  if (news !== null) {
    return news;
  }
  if (refusal !== null) {
    return { kind: 'failed', error: refusal };
  }
  if (connection?.kind === 'account' && connection.password === 'missing') {
    return { kind: 'password-needed' };
  }
  if (status === null || connection?.kind === 'none') {
    return { kind: 'hidden' };
  }
  const { health, consecutiveFailures, lastResult } = status.metrics;
  const error = lastResult?.error ?? null;
  if (health === 'blocked' && error !== null) {
    return { kind: 'blocked', error };
  }
  return health === 'degraded'
    ? { kind: 'degraded', failures: consecutiveFailures, error }
    : { kind: 'hidden' };
}

/** Whether a banner is to go away after {@link PASSING_MS}. */
export function isPassing({ kind }: BannerState): boolean {
  return kind === 'changes' || kind === 'nothing-new' || kind === 'cancelled';
}

function newsOf({ outcome, trigger, counts, error }: SyncRun): BannerState | null {
  const byHand = trigger === 'manual';
  switch (outcome) {
    case 'success': {
      const { added, updated, missing } = counts;
      if (added + updated + missing > 0) {
        return { kind: 'changes', added, updated, missing };
      }
      return byHand ? { kind: 'nothing-new' } : null;
    }
    case 'cancelled':
      return byHand ? { kind: 'cancelled' } : null;
    case 'failed':
      return byHand && error !== null ? { kind: 'failed', error } : null;
    case 'interrupted':
      return null;
  }
}
