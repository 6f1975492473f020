import type {
  AppError,
  Connection,
  ErrorCode,
  SyncProgress,
  SyncRun,
  SyncStatus,
  SyncTrigger,
} from '../../../preload/contract';

/** What the banner says. At most one thing at a time, the most urgent. */
export type BannerState =
  | { readonly kind: 'hidden' }
  | { readonly kind: 'running'; readonly progress: SyncProgress }
  | { readonly kind: 'changes'; readonly added: number; readonly updated: number; readonly missing: number }
  | { readonly kind: 'nothing-new' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'degraded'; readonly failures: number; readonly error: AppError | null }
  | { readonly kind: 'blocked'; readonly code: ErrorCode }
  | { readonly kind: 'password-needed' }
  /** No network; `dataOf` is when the data were last brought up to date, `null` for never. */
  | { readonly kind: 'offline'; readonly dataOf: string | null }
  /** The network answered in the portal's place; it is tried again by itself. `dataOf` as above. */
  | { readonly kind: 'foreign-network'; readonly code: ErrorCode; readonly dataOf: string | null }
  /** The portal has asked to come back later; `retryAt` is when the app will, `null` when it is not planned. */
  | { readonly kind: 'maintenance'; readonly retryAt: string | null }
  /** `until` is `null` for "until I resume". */
  | { readonly kind: 'paused'; readonly until: string | null }
  /** What starts by itself waits until a moment: the limit of logins, or the hours. */
  | { readonly kind: 'login-limit' | 'hours'; readonly until: string };

/** Obstacles that only the company can take away. */
const OF_THE_COMPANY: readonly ErrorCode[] = ['PORTAL_NOT_ALLOWED', 'POLICY_BROKEN', 'PORTAL_NOT_SECURE'];

export interface BannerFacts {
  readonly progress: SyncProgress | null;
  readonly justFinished: SyncRun | null;
  readonly refusal: AppError | null;
  readonly status: SyncStatus | null;
  readonly connection: Connection | null;
  /** Whether syncs that start by themselves are told of; the agent may not want to see them. */
  readonly showAutomatic: boolean;
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
  showAutomatic,
}: BannerFacts): BannerState {
  const isTold = (trigger: SyncTrigger): boolean => showAutomatic || trigger === 'manual';
  if (progress !== null && isTold(progress.trigger)) {
    return { kind: 'running', progress };
  }
  if (status?.hold?.reason === 'offline') {
    return { kind: 'offline', dataOf: status.metrics.lastSuccessTime };
  }
  if (status !== null && isUnderMaintenance(status)) {
    return { kind: 'maintenance', retryAt: status.nextSyncAt };
  }
  const news = justFinished === null || !isTold(justFinished.trigger) ? null : newsOf(justFinished);
  if (news !== null) {
    return news;
  }
  if (refusal !== null) {
    return { kind: 'failed', error: refusal };
  }
  const hold = status?.hold;
  if (hold?.reason === 'obstacle' && OF_THE_COMPANY.includes(hold.code)) {
    // Before the password, which would help nothing.
    return { kind: 'blocked', code: hold.code };
  }
  if (connection?.kind === 'account' && connection.password === 'missing') {
    return { kind: 'password-needed' };
  }
  return status === null || connection?.kind === 'none' ? { kind: 'hidden' } : lasting(status);
}

/** At the third failure in a row the agent is told of the trouble, whatever its cause. */
function isUnderMaintenance({ metrics: { health, lastResult } }: SyncStatus): boolean {
  return (
    health !== 'degraded' &&
    lastResult?.outcome === 'failed' &&
    lastResult.error?.code === 'PORTAL_MAINTENANCE'
  );
}

/** What stays true until something else happens. */
function lasting({ hold, pause, metrics }: SyncStatus): BannerState {
  const { health, consecutiveFailures, lastResult } = metrics;
  const error = lastResult?.error ?? null;
  if (hold?.reason === 'obstacle' && hold.code === 'PASSWORD_NEEDED') {
    return { kind: 'password-needed' };
  }
  if (hold?.reason === 'obstacle' || hold?.reason === 'blocked') {
    return { kind: 'blocked', code: hold.code };
  }
  if (hold === null && error !== null && health === 'foreign-network') {
    return { kind: health, code: error.code, dataOf: metrics.lastSuccessTime };
  }
  if (hold === null && error !== null && health === 'blocked') {
    return { kind: health, code: error.code };
  }
  if (health === 'degraded') {
    return { kind: 'degraded', failures: consecutiveFailures, error };
  }
  if (hold?.reason === 'login-limit' || hold?.reason === 'hours') {
    return { kind: hold.reason, until: hold.until };
  }
  return hold?.reason === 'paused' ? { kind: 'paused', until: pause?.until ?? null } : { kind: 'hidden' };
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
