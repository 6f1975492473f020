import type { HeldLogin, SyncRun } from '../../../preload/contract';
import { isHeldLogin } from '../../../preload/contract/sync';
import type { Log } from '../../base/log';
import { printableStack } from '../../base/stack';
import type { RefusedLogins, SentLogin } from '../../settings/refused-logins';
import type { LoginJournal } from '../../sync/run/login-journal';
import type { SyncService } from '../../sync/run/service';

export interface LoginFollowers {
  readonly refused: Pick<RefusedLogins, 'note' | 'clear'>;
  readonly logins: Pick<LoginJournal, 'isUnanswered'>;
  /** Returns the credentials that a run last requested; `null` before the first request. */
  readonly lastLogin: () => SentLogin | null;
  readonly log: Log;
}

/** Records credentials that the portal refused in a run, and clears the record on success. */
export function followLogins(
  { finished }: Pick<SyncService, 'finished'>,
  { refused, logins, lastLogin, log }: LoginFollowers,
): void {
  finished.on((run) => {
    const login = lastLogin();
    if (login === null) {
      return;
    }
    const code = refusalOf(run, logins.isUnanswered);
    const kept =
      code !== null ? refused.note(login, code) : run.outcome === 'success' ? refused.clear(login) : null;
    kept?.then(
      (failure) => {
        if (failure !== null) {
          log.warn(`[App] A login that was not accepted could not be remembered (${failure})`);
        }
      },
      (error: unknown) => log.error(`[App] A login could not be remembered: ${printableStack(error)}`),
    );
  });
}

/** Returns the code with which a run's login was not accepted; `null` for any other run. */
function refusalOf({ logins: sent, outcome, error }: SyncRun, isUnanswered: boolean): HeldLogin | null {
  if (sent === 0 || outcome === 'success') {
    return null;
  }
  const code = error?.code ?? null;
  if (isHeldLogin(code)) {
    return code;
  }
  return isUnanswered ? 'LOGIN_UNCONFIRMED' : null;
}
