import type { AppError, ErrorCode } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { isHeldLogin } from '../../../preload/contract/sync';
import type { Log } from '../../base/log';
import type { Result } from '../../base/result';
import { fail } from '../../base/result';
import { printableStack } from '../../base/stack';
import type { AutomaticSync } from '../../sync/automatic-sync';
import type { RunningSync } from '../../sync/run/service';
import type { AppWindow } from '../window/app-window';

export interface ManualStartOptions {
  readonly hasAccount: () => boolean;
  readonly automatic: () => Pick<AutomaticSync, 'startByHand'>;
  readonly window: Pick<AppWindow, 'show' | 'showView' | 'send' | 'current'>;
  readonly log: Log;
}

/** Returns whether only the account form helps: the password is missing or was not accepted. */
function asksForAccountForm(code: ErrorCode): boolean {
  return code === 'PASSWORD_NEEDED' || isHeldLogin(code);
}

/** Starts sync runs by hand and shows refusals. A refused password opens the account form. */
export class ManualStart {
  readonly #options: ManualStartOptions;
  /** A refusal to show in a window that is still being created. */
  #unseen: AppError | null = null;

  constructor(options: ManualStartOptions) {
    this.#options = options;
  }

  /** Starts a run for the window, which shows a refusal itself. Never rejects. */
  async start({ sendsAgain = false } = {}): Promise<Result<RunningSync, AppError>> {
    const { hasAccount, automatic, window, log } = this.#options;
    if (!hasAccount()) {
      return fail(appError('NO_ACCOUNT', 'No Archibald account is connected'));
    }
    try {
      const started = await automatic().startByHand({ sendsAgain });
      if (!started.ok && asksForAccountForm(started.error.code)) {
        window.showView('account');
      }
      return started;
    } catch (error) {
      log.error(`[App] A sync by hand could not be started: ${printableStack(error)}`);
      return fail(appError('INTERNAL', 'The sync could not be started'));
    }
  }

  /** Starts a run from the tray, the menu or a shortcut. Shows a refusal in the window. */
  async startFromOutside(): Promise<void> {
    const started = await this.start();
    if (started.ok || asksForAccountForm(started.error.code)) {
      return;
    }
    const { window } = this.#options;
    const isThere = window.current !== null;
    window.show();
    // The first-run screen itself shows that no account is connected.
    if (started.error.code === 'NO_ACCOUNT') {
      return;
    }
    if (isThere) {
      window.send('sync:refused', started.error);
    } else {
      this.#unseen = started.error;
    }
  }

  /** Reports a refusal that occurred before the window was drawn. */
  reportUnseen(): void {
    if (this.#unseen !== null) {
      this.#options.window.send('sync:refused', this.#unseen);
      this.#unseen = null;
    }
  }
}
