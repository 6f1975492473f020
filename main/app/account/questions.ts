import type { BrowserWindow, MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import type { Language } from '../../../preload/contract';
import { SHARED_WORDS } from '../../../preload/contract/words';
import { QUESTION_TEXTS } from '../strings/questions';

/** Shows a native question, over the window if there is one. */
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
 * Asks native questions before actions that cannot be undone. A compromised page can neither answer
 * them nor change their text. Only one question is open at a time; a second one counts as refused.
 */
export class Questions {
  readonly #parts: QuestionParts;
  #isAsking = false;

  constructor(parts: QuestionParts) {
    this.#parts = parts;
  }

  mayErase(): Promise<boolean> {
    return this.#ask('erase', (texts) => texts.erase);
  }

  /**
   * Asks whether the password may go to a portal on this host (with its port) for the first time.
   */
  maySendPassword(host: string): Promise<boolean> {
    return this.#ask('portal', (texts) => texts.portal(host));
  }

  /** Asks whether the account may be left and its password forgotten. */
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
        // Enter and Esc both cancel, which is always safe.
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
