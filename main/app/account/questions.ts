import type { BrowserWindow, MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import type { Language } from '../../../preload/contract';
import { SHARED_WORDS } from '../../../preload/contract/words';
import { QUESTION_TEXTS } from '../strings/questions';

/** Shows a question of the system's own, over the window where there is one. */
type ShowMessageBox = (
  window: BrowserWindow | null,
  options: MessageBoxOptions,
) => Promise<Pick<MessageBoxReturnValue, 'response'>>;

export interface QuestionParts {
  readonly language: () => Language;
  readonly window: () => BrowserWindow | null;
  readonly show: ShowMessageBox;
}

/**
 * What main itself asks before it does what cannot be undone: a page that went wrong can neither answer in the agent's
 * place nor change what stands there. One at a time: what is asked meanwhile counts as refused.
 */
export class Questions {
  readonly #parts: QuestionParts;
  #isAsking = false;

  constructor(parts: QuestionParts) {
    this.#parts = parts;
  }

  /** Whether everything of the agent and of customers may be erased. */
  mayErase(): Promise<boolean> {
    return this.#ask('erase', (texts) => texts.erase);
  }

  /** Whether the password may go to the portal on this host (with its port), where it has never gone. */
  maySendPassword(host: string): Promise<boolean> {
    return this.#ask('portal', (texts) => texts.portal(host));
  }

  /** Whether the account may be left, with its password forgotten. */
  mayDisconnect(): Promise<boolean> {
    return this.#ask('disconnect', (texts) => texts.disconnect);
  }

  async #ask(
    kind: 'erase' | 'portal' | 'disconnect',
    textOf: (texts: (typeof QUESTION_TEXTS)[Language]) => { message: string; detail: string; yes: string },
  ): Promise<boolean> {
    if (this.#isAsking) {
      return false;
    }
    this.#isAsking = true;
    try {
      const language = this.#parts.language();
      const texts = QUESTION_TEXTS[language];
      const { message, detail, yes } = textOf(texts);
      const { response } = await this.#parts.show(this.#parts.window(), {
        type: kind === 'erase' ? 'warning' : 'question',
        title: texts.title,
        message,
        detail,
        // Enter and Esc do nothing that cannot be undone.
        buttons: [SHARED_WORDS[language].cancel, yes],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      });
      return response === 1;
    } finally {
      this.#isAsking = false;
    }
  }
}
