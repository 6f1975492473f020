import type { ErrorCode, EventValues, Language } from '../../../preload/contract';
import { HELD_LOGINS } from '../../../preload/contract/sync';
import { SHARED_WORDS } from '../../../preload/contract/words';
import { NOTICE_TEXTS } from '../strings/notices';

/** The occasions for notifying an agent who does not see the window, once per episode. */
export type Occasion =
  | { readonly kind: 'degraded' }
  /** Automatic syncing has stopped until the agent acts. */
  | { readonly kind: 'blocked'; readonly code: ErrorCode | null }
  /** The window was closed on a system without a tray, and the app keeps running. */
  | { readonly kind: 'minimised' }
  /** Customers are to be called today or are overdue. Reported once a day. */
  | { readonly kind: 'calls'; readonly customers: number }
  | { readonly kind: 'first-sync'; readonly customers: number };

export interface Notice {
  readonly title: string;
  readonly body: string;
  /** The screen that a click opens. */
  readonly view: EventValues['window:view-requested'];
}

/** Errors that the agent can solve only in the account form. */
const ACCOUNT_ERRORS: readonly (ErrorCode | null)[] = [...HELD_LOGINS, 'PASSWORD_NEEDED'];

export function writeNotice(occasion: Occasion, language: Language): Notice {
  const texts = NOTICE_TEXTS[language];
  switch (occasion.kind) {
    case 'degraded':
      return { title: texts.degradedTitle, body: texts.degradedBody, view: 'sync' };
    case 'blocked':
      return {
        title: texts.blockedTitle,
        body: texts.blockedBody,
        view: ACCOUNT_ERRORS.includes(occasion.code) ? 'account' : 'sync',
      };
    case 'minimised':
      return { title: texts.minimisedTitle, body: texts.minimisedBody, view: 'customers' };
    case 'calls':
      return {
        title: texts.callsTitle,
        body: texts.callsBody(occasion.customers, written(occasion.customers, language)),
        view: 'due',
      };
    case 'first-sync':
      return {
        title: texts.firstSyncTitle,
        body: texts.firstSyncBody(written(occasion.customers, language)),
        view: 'customers',
      };
  }
}

function written(customers: number, language: Language): string {
  return customers.toLocaleString(SHARED_WORDS[language].locale, { useGrouping: 'always' });
}
