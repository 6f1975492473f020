import type {
  AppError,
  Connection,
  ErrorCode,
  SyncProgress,
  SyncRun,
  SyncStatus,
  SyncTrigger,
} from '../../../preload/contract';

/** The content of the banner: a running or finished sync run, or the reason why none is planned. */
export type BannerState =
  | { readonly kind: 'hidden' }
  | { readonly kind: 'running'; readonly progress: SyncProgress }
  | { readonly kind: 'changes'; readonly added: number; readonly updated: number; readonly missing: number }
  /** The first customers in an empty cache, which are not news. */
  | { readonly kind: 'downloaded'; readonly customers: number }
  | { readonly kind: 'nothing-new' }
  | { readonly kind: 'cancelled' }
  /** The network is missing; `dataOf` is the time of the last successful run, `null` for never. */
  | { readonly kind: 'offline'; readonly dataOf: string | null }
  /** The portal is under maintenance, and the next attempt is at `retryAt`. */
  | { readonly kind: 'maintenance'; readonly retryAt: string }
  /** `until` is `null` for "until I resume". */
  | { readonly kind: 'paused'; readonly until: string | null }
  /** Automatic runs wait because of the login limit or the sync hours. */
  | { readonly kind: 'login-limit' | 'hours'; readonly until: string };

/** The content of the alert line. It stays during an automatic run, so that nothing moves. */
export type AlertState =
  | { readonly kind: 'hidden' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'degraded'; readonly failures: number; readonly error: AppError | null }
  | { readonly kind: 'blocked'; readonly code: ErrorCode }
  | { readonly kind: 'password-needed' }
  /** The network answered instead of the portal; the next automatic run tries again. */
  | { readonly kind: 'foreign-network'; readonly code: ErrorCode; readonly dataOf: string | null };

/** Obstacles that only the company can remove. */
const OF_THE_COMPANY: readonly ErrorCode[] = ['PORTAL_NOT_ALLOWED', 'POLICY_BROKEN', 'PORTAL_NOT_SECURE'];

export interface BannerFacts {
  readonly progress: SyncProgress | null;
  readonly justFinished: SyncRun | null;
  readonly refusal: AppError | null;
  readonly status: SyncStatus | null;
  readonly connection: Connection | null;
  /** Whether the banner also reports automatic runs; a setting of the agent. */
  readonly showAutomatic: boolean;
}

/** The time after which good news disappears. Other banners stay while they are true. */
export const TRANSIENT_MS = 4_000;

const HIDDEN = { kind: 'hidden' } as const;

function isAnnounced(
  { trigger }: { readonly trigger: SyncTrigger },
  { showAutomatic }: BannerFacts,
): boolean {
  return showAutomatic || trigger === 'manual';
}

/** Returns the banner. An automatic run that failed or changed nothing is not reported. */
export function bannerState(facts: BannerFacts): BannerState {
  const { progress, justFinished, refusal, status, connection } = facts;
  if (progress !== null && isAnnounced(progress, facts)) {
    return { kind: 'running', progress };
  }
  if (status?.hold?.reason === 'offline' || refusal?.code === 'OFFLINE') {
    return { kind: 'offline', dataOf: status?.metrics.lastSuccessTime ?? null };
  }
  if (status !== null && status.nextSyncAt !== null && isUnderMaintenance(status)) {
    return { kind: 'maintenance', retryAt: status.nextSyncAt };
  }
  const news = justFinished === null || !isAnnounced(justFinished, facts) ? HIDDEN : newsOf(justFinished);
  return news.kind === 'hidden' && status !== null && connection?.kind !== 'none' ? waiting(status) : news;
}

/** Returns the alert. A single failed automatic run causes no alert. */
export function alertState(facts: BannerFacts): AlertState {
  const { progress, justFinished, refusal, status, connection } = facts;
  const hold = status?.hold;
  if (progress?.trigger === 'manual' || hold?.reason === 'offline' || refusal?.code === 'OFFLINE') {
    // A manual run in progress needs no alert; without a network the agent cannot do anything.
    return HIDDEN;
  }
  if (status !== null && status.nextSyncAt !== null && isUnderMaintenance(status)) {
    return HIDDEN;
  }
  const failure =
    justFinished?.outcome === 'failed' && justFinished.trigger === 'manual' ? justFinished : null;
  const error = failure?.error ?? refusal;
  if (error !== null) {
    return { kind: 'failed', error };
  }
  if (hold?.reason === 'obstacle' && OF_THE_COMPANY.includes(hold.code)) {
    // This obstacle precedes a missing password, because a new password would not help.
    return { kind: 'blocked', code: hold.code };
  }
  if (connection?.kind === 'account' && connection.password === 'missing') {
    return { kind: 'password-needed' };
  }
  return status === null || connection?.kind === 'none' ? HIDDEN : lasting(status);
}

/** Returns the alert of the sync screen, which also shows a single failed automatic run. */
export function cardState(facts: BannerFacts): AlertState {
  const alert = alertState(facts);
  const { hold, metrics } = facts.status ?? { hold: null, metrics: null };
  const error = metrics?.lastResult?.error ?? null;
  const isFailing = metrics?.health === 'failing' || metrics?.health === 'degraded';
  const isSilent =
    alert.kind !== 'hidden' || facts.progress?.trigger === 'manual' || hold?.reason === 'offline';
  return isSilent || !isFailing || error === null ? alert : { kind: 'failed', error };
}

/** Whether only the banner shows a maintenance; an alert follows after three failures in a row. */
function isUnderMaintenance({ metrics: { health, lastResult } }: SyncStatus): boolean {
  return (
    health !== 'degraded' &&
    lastResult?.outcome === 'failed' &&
    lastResult.error?.code === 'PORTAL_MAINTENANCE'
  );
}

/** Returns the alert of a state that lasts until the agent acts or the next run ends. */
function lasting({ hold, metrics }: SyncStatus): AlertState {
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
  return health === 'degraded' ? { kind: 'degraded', failures: consecutiveFailures, error } : HIDDEN;
}

/** Returns the reason why no automatic run is due although nothing is wrong. */
function waiting({ hold, pause }: SyncStatus): BannerState {
  switch (hold?.reason) {
    case 'login-limit':
    case 'hours':
      return { kind: hold.reason, until: hold.until };
    case 'paused':
      return { kind: 'paused', until: pause?.until ?? null };
    default:
      return HIDDEN;
  }
}

/** Whether a banner disappears after {@link TRANSIENT_MS}. */
export function isTransient({ kind }: BannerState): boolean {
  return isGood(kind) || kind === 'cancelled';
}

export function isGood(kind: BannerState['kind']): boolean {
  return kind === 'changes' || kind === 'downloaded' || kind === 'nothing-new';
}

/** Whether a run has filled an empty cache. */
export function isFirstSync({ counts: { processed, added, missing } }: Pick<SyncRun, 'counts'>): boolean {
  return processed > 0 && added === processed && missing === 0;
}

function newsOf(run: SyncRun): BannerState {
  const { outcome, trigger, counts } = run;
  const byHand = trigger === 'manual';
  switch (outcome) {
    case 'success': {
      const { added, updated, missing } = counts;
      if (isFirstSync(run)) {
        return { kind: 'downloaded', customers: added };
      }
      if (added + updated + missing > 0) {
        return { kind: 'changes', added, updated, missing };
      }
      return byHand ? { kind: 'nothing-new' } : HIDDEN;
    }
    case 'cancelled':
      return byHand ? { kind: 'cancelled' } : HIDDEN;
    case 'failed':
    case 'interrupted':
      return HIDDEN;
  }
}
