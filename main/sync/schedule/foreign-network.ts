/**
 * Interprets answers from the network instead of the portal: a hotel's certificate or redirect, a
 * proxy login, a wrong clock. Such a network gets no credentials. A synced account waits for
 * another network.
 */
import type { AppError, ErrorCode, SyncRun } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import { DAY } from '../../base/durations';
import type { ScheduleState } from '../ports';
import { classifyRetry } from '../run/retry';

/** The time after which a foreign network no longer counts as temporary, so the agent is asked. */
const PERMANENT_AFTER_MS = DAY;

/** A series of syncs that the network answered instead of the portal. */
export interface ForeignStay {
  /** The start of the first run, UTC ISO 8601. */
  readonly since: string;
  /** Whether the series has lasted for a day, so that the agent is asked. */
  readonly lasts: boolean;
}

/** The codes that earlier versions stored for a foreign network, PORTAL_UNREACHABLE for HTTP 407. */
const EARLIER_STOPS: readonly ErrorCode[] = [
  'CERTIFICATE_UNTRUSTED',
  'PORTAL_CHANGED_ADDRESS',
  'PORTAL_UNREACHABLE',
  'PORTAL_NOT_SECURE',
];

/** Whether an error shows a foreign network. Before a first success, only CLOCK_WRONG shows one. */
export function isForeign(error: AppError | null, hasSynced: boolean): boolean {
  return error !== null && classifyRetry(error) === 'network' && (hasSynced || error.code === 'CLOCK_WRONG');
}

/** Whether only the agent can resolve an error. */
export function asksAgent(error: AppError, hasSynced: boolean): boolean {
  const retryClass = classifyRetry(error);
  return retryClass === 'ask-agent' || (retryClass === 'network' && !isForeign(error, hasSynced));
}

/** Returns the series after one more run: a foreign network begins it, a success ends it. */
export function stayAfter(stay: ForeignStay | null, run: SyncRun, hasSynced: boolean): ForeignStay | null {
  if (run.outcome === 'success') {
    return null;
  }
  if (!isForeign(run.error, hasSynced)) {
    return stay;
  }
  // If the clock was set back during the series, its 24 hours begin again.
  const since = stay !== null && stay.since < run.startedAt ? stay.since : run.startedAt;
  return { since, lasts: Date.parse(run.endedAt) - Date.parse(since) >= PERMANENT_AFTER_MS };
}

/**
 * Returns the run as shown to the agent. After a first success, automatic runs show a redirect or
 * another host's certificate as a network login for 24 hours. Other runs keep their error.
 */
export function asShownToAgent(run: SyncRun, stay: ForeignStay | null, hasSynced: boolean): SyncRun {
  const { error } = run;
  const isTemporary = hasSynced && stayAfter(stay, run, hasSynced)?.lasts === false;
  if (error === null || run.trigger === 'manual' || !isTemporary || !isOfAnotherHost(error)) {
    return run;
  }
  const details = { ...error.details, cause: error.code };
  return {
    ...run,
    error: appError('NETWORK_LOGIN', `The network answers for the portal (${error.code})`, details),
  };
}

function isOfAnotherHost({ code, details }: AppError): boolean {
  return (
    code === 'PORTAL_CHANGED_ADDRESS' ||
    (code === 'CERTIFICATE_UNTRUSTED' && details?.['coversHost'] === 'no')
  );
}

/** Returns the stored plan without an earlier version's stop for a foreign network. */
export function dropEarlierStop(state: ScheduleState, hasSynced: boolean): ScheduleState {
  const { blockedBy } = state;
  return hasSynced && blockedBy !== null && EARLIER_STOPS.includes(blockedBy)
    ? { ...state, blockedBy: null }
    : state;
}

/** Remembers the network that answered instead of the portal, until the network changes. */
export class ForeignNetwork {
  #name: string | null = null;
  #ofRun = '';

  /** Whether a foreign network answered at the last sync that got an answer. */
  get isActive(): boolean {
    return this.#name !== null;
  }

  noteRunStarted(network: string): void {
    this.#ofRun = network;
  }

  noteRunEnded(run: SyncRun, hasSynced: boolean): void {
    if (isForeign(run.error, hasSynced)) {
      this.#name = this.#ofRun;
    } else if (!isWithoutAnswer(run)) {
      this.#name = null;
    }
  }

  /** Whether the network differs from the remembered one, which it then replaces. */
  hasChanged(network: () => string): boolean {
    const before = this.#name;
    this.#name = before === null ? null : network();
    return this.#name !== before;
  }

  forget(): void {
    this.#name = null;
  }
}

/** Whether a run shows nothing about the network: it was stopped or did not reach the portal. */
function isWithoutAnswer({ outcome, error }: SyncRun): boolean {
  return outcome === 'cancelled' || outcome === 'interrupted' || error?.code === 'PORTAL_UNREACHABLE';
}
