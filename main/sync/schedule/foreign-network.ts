/**
 * Decides what the network's own answers mean: a hotel's certificate or redirect, a proxy's login, a wrong clock.
 * Credentials are sent to none of them. An account that has synced before waits for a better network.
 */
import type { AppError, ErrorCode, SyncRun } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import { DAY } from '../../base/durations';
import type { ScheduleState } from '../ports';
import { retryClassOf } from '../run/retry';

/** After this time it is no passing network any more: the agent is asked. */
const LASTS_MS = DAY;

/** A spell of syncs that the network answered in the portal's place. */
export interface ForeignSpell {
  /** The start of its first run, UTC ISO 8601. */
  readonly since: string;
  /** It has lasted for a day: the agent is asked. */
  readonly lasts: boolean;
}

/** Stops that earlier versions made of a foreign network; PORTAL_UNREACHABLE was one for a proxy's 407 alone. */
const EARLIER_STOPS: readonly ErrorCode[] = [
  'CERTIFICATE_UNTRUSTED',
  'PORTAL_CHANGED_ADDRESS',
  'PORTAL_UNREACHABLE',
  'PORTAL_NOT_SECURE',
];

/** Whether an error only says that this is not the portal's network. A wrong clock says nothing of the account. */
export function isForeign(error: AppError | null, hasSynced: boolean): boolean {
  return error !== null && retryClassOf(error) === 'network' && (hasSynced || error.code === 'CLOCK_WRONG');
}

/** Whether only the agent can help with an error. */
export function asksAgent(error: AppError, hasSynced: boolean): boolean {
  const retryClass = retryClassOf(error);
  return retryClass === 'ask-agent' || (retryClass === 'network' && !isForeign(error, hasSynced));
}

/** The spell after one more run: it begins with a foreign network and ends with a success. */
export function spellAfter(
  spell: ForeignSpell | null,
  run: SyncRun,
  hasSynced: boolean,
): ForeignSpell | null {
  if (run.outcome === 'success') {
    return null;
  }
  if (!isForeign(run.error, hasSynced)) {
    return spell;
  }
  // A clock that was set back meanwhile begins the day again.
  const since = spell !== null && spell.since < run.startedAt ? spell.since : run.startedAt;
  return { since, lasts: Date.parse(run.endedAt) - Date.parse(since) >= LASTS_MS };
}

/**
 * The run as the agent sees it. A redirect, or another host's certificate, is a network that wants a login when it
 * comes by itself, until it has lasted for a day. By hand, and before the first success, the agent is asked.
 */
export function asMet(run: SyncRun, spell: ForeignSpell | null, hasSynced: boolean): SyncRun {
  const { error } = run;
  const isPassing = hasSynced && spellAfter(spell, run, hasSynced)?.lasts === false;
  if (error === null || run.trigger === 'manual' || !isPassing || !isOfAnotherHost(error)) {
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

/** The stored plan without a stop that an earlier version made of a foreign network. */
export function withoutEarlierStop(state: ScheduleState, hasSynced: boolean): ScheduleState {
  const { blockedBy } = state;
  return hasSynced && blockedBy !== null && EARLIER_STOPS.includes(blockedBy)
    ? { ...state, blockedBy: null }
    : state;
}

/** Remembers the network that answered in the portal's place at the last sync, until another one is met. */
export class ForeignNetwork {
  #name: string | null = null;
  #ofRun = '';

  /** Whether the portal itself did not answer at the last sync. */
  get isMet(): boolean {
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

  /** Whether it was met and `network` now gives another name, which then stands for it until a run says more. */
  hasChanged(network: () => string): boolean {
    const before = this.#name;
    this.#name = before === null ? null : network();
    return this.#name !== before;
  }

  forget(): void {
    this.#name = null;
  }
}

/** A run that says nothing of the network: it was stopped, or nothing was reached. */
function isWithoutAnswer({ outcome, error }: SyncRun): boolean {
  return outcome === 'cancelled' || outcome === 'interrupted' || error?.code === 'PORTAL_UNREACHABLE';
}
