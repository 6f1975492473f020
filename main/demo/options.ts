import type { DemoLanguage, DemoStrips } from './customers/columns';
import { DEMO_CUSTOMER_COUNT } from './customers/customers';

/** Faults (portal.md, What went wrong in production). Each comment starts with the usual step. */
export type DemoFault =
  /** export: the page says "Requested objects cannot be loaded" instead of exporting. */
  | 'requested-objects'
  /** list: the toolbar has no export item. */
  | 'export-item-missing'
  /** export: a page with code 200, as attachment `Clienti.pdf`, instead of the PDF. */
  | 'html-instead-of-pdf'
  /** export: the connection breaks in the middle of the PDF, whose full length was announced. */
  | 'truncated-pdf'
  /** export: the first half of the PDF, announced and sent as if complete. */
  | 'truncated-clean-pdf'
  /** export: a file of 0 bytes. */
  | 'empty-pdf'
  /** export: `Ordini.pdf`, a report with other columns. */
  | 'wrong-report'
  /** export: `Count=` says three rows more than were printed. */
  | 'wrong-count'
  /** export: the sum of the first amount column is 100 euros too high; all else is right. */
  | 'wrong-sum'
  /** export: the PDF arrives at `dripBytesPerSecond`. */
  | 'slow-bytes'
  /** login page or list: 503, the maintenance page. */
  | 'unavailable'
  /** login page or list: 429 with `Retry-After`. */
  | 'too-many-requests'
  /** export: 500, the server's error page. */
  | 'server-error'
  /** export: the request is never answered. */
  | 'hang'
  /** login page or list: the connection is reset without an answer. */
  | 'connection-reset'
  /** list: the session is gone, 302 to the login page. */
  | 'session-expires'
  /** list: the login page with code 200. */
  | 'login-page-at-list'
  /** login page or list: 302 to `redirectUrl`, another host. */
  | 'redirect-host'
  /** login: name and password are right, but the password must be changed first. */
  | 'password-expired'
  /** login: name and password are right, but a code is required. The demo accepts none. */
  | 'login-step'
  /** login: name and password are right, but the form stays without a message. */
  | 'login-unconfirmed'
  /** login page: the first click on "Accedi" sends no request. */
  | 'lost-login-click'
  /** login page: neither "Accedi" nor Enter ever sends a request. */
  | 'dead-login'
  /** list: the first click on the export sends no request. */
  | 'lost-first-click'
  /** list: dialogs open during loading and before leaving; accepting them does damage. */
  | 'dialogs'
  /** list: the grid's total counts three rows more than the export. */
  | 'wrong-total'
  /** list: the page reloads itself after `listReloadMs`. */
  | 'list-reloads'
  /** list: the page and its frame print. Each mouse press opens pickers for files and folders. */
  | 'system-dialogs';

export type DemoExportType = 'PDF' | 'XLS' | 'XLSX' | 'CSV';

/** The steps of an agent's browser, in order. */
export type DemoStep = 'login-page' | 'login' | 'home' | 'list' | 'export' | 'keep-alive';

/**
 * The frequency of a fault: only the next time, or always. `at` moves some faults to another step:
 * `unavailable`, `too-many-requests`, `server-error`, `hang`, `connection-reset`, `redirect-host`
 * and, at list or export, `session-expires`.
 */
export type DemoFaultUse = 'once' | 'always' | { readonly when: 'once' | 'always'; readonly at: DemoStep };

/** The behaviour of the demo portal. All options can be set at the start and changed later. */
export interface DemoOptions {
  /** The only account. Setting either value unlocks it and ends all sessions. */
  readonly user: string;
  readonly password: string;
  /** The number of refused logins in a row that lock the account, from 1. */
  readonly failuresToLock: number;
  /** The time after which an unused session ends. */
  readonly idleExpiryMs: number;

  /**
   * The language of pages, PDF and file name. `auto` is Italian if Accept-Language names it first.
   * Figures and dates are Italian only if the page's `navigator.language` is Italian, too.
   */
  readonly language: DemoLanguage | 'auto';
  /** The element of "Accedi". The real portal has a menu item. */
  readonly loginControl: 'menu-item' | 'button' | 'link' | 'div';
  /** The way to send the login form: a callback, as on the real portal, or a whole page. */
  readonly loginForm: 'callback' | 'post';
  /** The delay after which the loaded login page focuses its menu item. `null`: it never does. */
  readonly focusStolenMs: number | null;
  /** The number of times that the login page takes the focus during typing. */
  readonly focusThefts: number;
  /** Whether a refused login shows the reason on the page; `alert` shows it in a native alert. */
  readonly refusalWords: boolean | 'alert';
  /** The menu items of login and export are wider than their links, and only the links react. */
  readonly wideItems: boolean;
  /** Every request gets 403, as if the ERP's owner has blocked the address. */
  readonly addressBlocked: boolean;
  /** The number of requests after which a session ends. `null`: a session ends only when unused. */
  readonly sessionRequests: number | null;
  /** The result of a second request while its session serves another. */
  readonly busySession: 'fails' | 'waits';
  /** The path of the customers list for the account's role. */
  readonly listPath: string;
  /** The answer at the usual address of the list if the role has another address. */
  readonly missingList: 'not-found' | 'error-page' | 'home';
  /** The time for which each new page, and a page after a post, is covered by the loading panel. */
  readonly loadingPanelMs: number;
  /** The time from the loading of the list to its reload, with the fault `list-reloads`. */
  readonly listReloadMs: number;
  /** The export item's number, from 0: 6 on the customers list, 3 or 7 on other lists. */
  readonly menuNumber: number;
  /** The export item is in the "…" menu at any width, not only below 1280 px. */
  readonly overflowAlways: boolean;
  /** A click on "Esportare in" exports at once without a sub-menu, as on the real portal. */
  readonly directExport: boolean;
  /** The most reliable attribute of the export item: class, menu name, title or only its text. */
  readonly exportItem: 'class' | 'name' | 'title' | 'words';
  /** The export format in the user's record. */
  readonly exportType: DemoExportType;
  /**
   * The value of the filter's combo, which the server remembers; `null`: no combo. It does not
   * change the rows; `gridFilter` does. The recorded values are `xaf_xaf_a2` and All_Customers,
   * Exclusiv_customers, Free_customers.
   */
  readonly listFilter: string | null;
  /** The value of the view's combo, such as `xaf_xaf_a1CustomerListViewAgent`; `null`: none. */
  readonly listView: string | null;

  /** The Content-Disposition of the PDF: attachment as recorded, inline, or no header. */
  readonly pdfDisposition: 'attachment' | 'inline' | 'none';
  /** The post is answered with a page, which gets the PDF by a GET of the same address. */
  readonly twoStepPdf: boolean;
  /** With `twoStepPdf`: the page does not fetch the PDF, so the visitor must send the GET. */
  readonly silentTwoStep: boolean;
  /**
   * The number of different exports. Each is drawn once, then they repeat, so 1 means no changes.
   * `null`: each export differs from the last and is drawn on request.
   */
  readonly exportsInTurn: number | null;
  /** The time from the click to the PDF's first byte. A change also affects a current export. */
  readonly exportDelayMs: number;
  /** The size of the PDF's pieces, and the pause between them. */
  readonly pieceBytes: number;
  readonly pieceDelayMs: number;
  /** The speed for the fault `slow-bytes`, from 1. */
  readonly dripBytesPerSecond: number;

  /** The seed and number of the fictitious customers (customers.ts). */
  readonly seed: number;
  readonly count: number;
  /** The day (`yyyy-mm-dd`) of the first export. `null`: 12 January 2026, as recorded. */
  readonly firstDay: string | null;
  /**
   * The columns of the PDF and their pages: `EIGHT_PAGES`, `NINE_PAGES` or `splitIntoStrips(…)`.
   * `null`: all columns, as many on a page as fit.
   */
  readonly strips: DemoStrips | null;
  /** The second VENDITE PRECEDENTE has the suffix " 2". */
  readonly numberSecondSales: boolean;
  /** The columns of the update of May 2026, `DEMO_EXTRA_COLUMNS`, follow all others. */
  readonly extraColumns: boolean;
  /** The form of the PDF's figures and dates, independent of its captions. */
  readonly figures: DemoLanguage | 'as-captions';
  /** The sign of amounts, which are euros in any case. */
  readonly currency: '€' | '$';
  /** The row after the last customer: sums and the number of rows, only sums, or none. */
  readonly totalRow: 'with-count' | 'sums-only' | 'none';
  /** The captions in the total row, in any language: `Count=1.452`, `Sum=33`. */
  readonly countWord: string;
  readonly sumWord: string;
  /** The number of customers that a filter in the agent's view shows. `null`: all. */
  readonly gridFilter: number | null;
  /** The number of rows printed again at the end with another name; `Count=` includes them. */
  readonly duplicateRows: number;

  /** The first customers have names that try to run as script or formula, or to reverse text. */
  readonly hostileNames: boolean;

  /** The faults. New faults replace all remaining faults. */
  readonly faults: { readonly [Fault in DemoFault]?: DemoFaultUse };
  /** The `Retry-After` of 429 and 503. 0 omits it from the 503. */
  readonly retryAfterSeconds: number;
  /** The target of `redirect-host`. */
  readonly redirectUrl: string;
}

/** A portal without faults, with the delays of a fast real portal. */
export const DEMO_DEFAULTS: DemoOptions = {
  user: 'demo',
  password: 'demo',
  failuresToLock: 3,
  idleExpiryMs: 20 * 60_000,
  language: 'auto',
  loginControl: 'menu-item',
  loginForm: 'callback',
  focusStolenMs: 60,
  focusThefts: 0,
  refusalWords: true,
  wideItems: false,
  addressBlocked: false,
  sessionRequests: null,
  busySession: 'fails',
  listPath: '/Archibald/CUSTTABLE_ListView_Agent/',
  missingList: 'not-found',
  loadingPanelMs: 400,
  listReloadMs: 300,
  menuNumber: 6,
  overflowAlways: false,
  directExport: true,
  exportItem: 'class',
  exportType: 'PDF',
  listFilter: 'xaf_xaf_a2All_Customers',
  listView: 'xaf_xaf_a1CustomerListViewAgent',
  pdfDisposition: 'attachment',
  twoStepPdf: false,
  silentTwoStep: false,
  exportsInTurn: null,
  exportDelayMs: 2_000,
  pieceBytes: 64 * 1024,
  pieceDelayMs: 10,
  dripBytesPerSecond: 20_000,
  seed: 1,
  count: DEMO_CUSTOMER_COUNT,
  firstDay: null,
  strips: null,
  numberSecondSales: false,
  extraColumns: false,
  figures: 'as-captions',
  currency: '€',
  totalRow: 'with-count',
  countWord: 'Count',
  sumWord: 'Sum',
  gridFilter: null,
  duplicateRows: 0,
  hostileNames: false,
  faults: {},
  retryAfterSeconds: 120,
  redirectUrl: 'https://archibald-nuovo.invalid/Archibald/Login.aspx',
};

/** Returns `options` with `changes`. Throws a RangeError that names the expected value. */
export function withChanges(options: DemoOptions, changes: Partial<DemoOptions>): DemoOptions {
  const next = { ...options, ...changes };
  const limits = [
    ['failuresToLock', 1],
    ['idleExpiryMs', 1],
    ['focusStolenMs', 0],
    ['focusThefts', 0],
    ['sessionRequests', 1],
    ['loadingPanelMs', 0],
    ['listReloadMs', 0],
    ['menuNumber', 0],
    ['exportsInTurn', 1],
    ['exportDelayMs', 0],
    ['pieceBytes', 1],
    ['pieceDelayMs', 0],
    ['dripBytesPerSecond', 1],
    ['seed', 0],
    ['count', 1],
    ['duplicateRows', 0],
    ['retryAfterSeconds', 0],
  ] as const;
  for (const [name, least] of limits) {
    const value = next[name];
    if (value !== null && (!Number.isSafeInteger(value) || value < least)) {
      throw new RangeError(`${name} must be an integer from ${least}, got ${value}`);
    }
  }
  return next;
}
