import { Notification } from 'electron';
import type { Notice } from './notices';

/** Shows notifications. Keeps the last 3: a garbage-collected notification ignores clicks. */
export class Notifier {
  readonly #onClick: (notice: Notice) => void;
  #shown: readonly Notification[] = [];

  constructor(onClick: (notice: Notice) => void) {
    this.#onClick = onClick;
  }

  show(notice: Notice): void {
    if (!Notification.isSupported()) {
      return;
    }
    const notification = new Notification({ title: notice.title, body: notice.body });
    notification.on('click', () => this.#onClick(notice));
    this.#shown = [...this.#shown.slice(-2), notification];
    notification.show();
  }
}
