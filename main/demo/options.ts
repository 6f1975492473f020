import type { DemoLanguage, DemoStrips } from './customers/columns';
import { DEMO_CUSTOMER_COUNT } from './customers/customers';

/** What can be made to go wrong (portal.md, What went wrong in production). Each names its usual step. */
export type DemoFault =
  /** export: the page says "Requested objects cannot be loaded" instead of exporting. */
  | 'requested-objects'
  /** list: the toolbar has no export item. */
  | 'export-item-missing'
  /** export: a page with code 200, as attachment `Clienti.pdf`, where the PDF is due. */
  | 'html-instead-of-pdf'
  /** export: the connection is cut in the middle of the PDF, whose whole length was announced. */
  | 'truncated-pdf'
  /** export: the first half of the PDF, announced and sent as if it were whole. */
  | 'truncated-clean-pdf'
  /** export: a file of 0 bytes. */
  | 'empty-pdf'
  /** export: `Ordini.pdf`, a report with other columns. */
  | 'wrong-report'
  /** export: `Count=` says three rows more than were printed. */
  | 'wrong-count'
  /** export: the sum of the first column of amounts is 100 euros too high; all else is true. */
  | 'wrong-sum'
  /** export: the PDF comes at `dripBytesPerSecond`. */
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
  /** login: name and password are right, but a code is asked for. The demo accepts none. */
  | 'login-step'
  /** login: the name and the password are right, and the form stays all the same, without a word. */
  | 'login-unconfirmed'
  /** login page: the first click on "Accedi" does nothing: no request is sent. */
  | 'lost-login-click'
  /** login page: neither "Accedi" nor Enter does anything: no request is ever sent. */
  | 'dead-login'
  /** list: the first click on the export does nothing: no request is sent. */
  | 'lost-first-click'
  /** list: the page alerts, asks and prompts while it loads, and asks before it is left. Saying yes does damage. */
  | 'dialogs'
  /** list: the grid's total says three rows more than are exported. */
  | 'wrong-total'
  /** list: the page loads itself again after `listReloadMs`. */
  | 'list-reloads'
  /** list: the page and a frame in it print, and at each press of the mouse it asks for files and folders. */
  | 'system-dialogs';

export type DemoExportType = 'PDF' | 'XLS' | 'XLSX' | 'CSV';

/** What an agent's browser asks for, in order. */
export type DemoStep = 'login-page' | 'login' | 'home' | 'list' | 'export' | 'keep-alive';

/**
 * How often a fault strikes: at the next occasion only, or at each. With `at`, one of `unavailable`,
 * `too-many-requests`, `server-error`, `hang`, `connection-reset`, `redirect-host` or (at list or export)
 * `session-expires` strikes at that step instead of its usual one.
 */
export type DemoFaultUse = 'once' | 'always' | { readonly when: 'once' | 'always'; readonly at: DemoStep };

/** How the demo portal behaves. All can be set at the start and changed while it runs. */
export interface DemoOptions {
  /** The one account. Setting either again lifts a lock and ends all sessions. */
  readonly user: string;
  readonly password: string;
  /** Refused logins in a row that lock the account, from 1. */
  readonly failuresToLock: number;
  /** A session unused for longer is gone. */
  readonly idleExpiryMs: number;

  /**
   * Language of pages, PDF and file name; `auto` follows Accept-Language: Italian if it is named first. The PDF's figures
   * and dates are Italian only if the page's `navigator.language` is Italian as well.
   */
  readonly language: DemoLanguage | 'auto';
  /** What "Accedi" is made of; a menu item has been seen. */
  readonly loginControl: 'menu-item' | 'button' | 'link' | 'div';
  /** How the login form is sent: by a callback, as seen, or as a form whose answer is a whole page. */
  readonly loginForm: 'callback' | 'post';
  /** How long after loading the login page takes the focus for its menu item; `null`: never. */
  readonly focusStolenMs: number | null;
  /** So many times after loading, the login page takes the focus away from a field that is typed into. */
  readonly focusThefts: number;
  /** A refused login says why: on the page, in a native alert, or not at all. */
  readonly refusalWords: boolean | 'alert';
  /** The items of login and export are wider than their links, and do nothing next to them. */
  readonly wideItems: boolean;
  /** Every request is answered with 403, as from an address that the ERP's owner has blocked. */
  readonly addressBlocked: boolean;
  /** A session ends after so many requests; `null`: by its idle time only. */
  readonly sessionRequests: number | null;
  /** What a second request of a session meets while one is served. */
  readonly busySession: 'fails' | 'waits';
  /** Where the account's role has its customers list. */
  readonly listPath: string;
  /** What the usual address of the list answers where the role has another. */
  readonly missingList: 'not-found' | 'error-page' | 'home';
  /** How long the loading panel covers a new page, and the page after a click that posts the form. */
  readonly loadingPanelMs: number;
  /** With the fault `list-reloads`: how long after the list has loaded. */
  readonly listReloadMs: number;
  /** The number of the export item in the toolbar, from 0: 6 on the customers list, 3 and 7 on others. */
  readonly menuNumber: number;
  /** The export item is in the "…" menu at any width, not below 1280 px only. */
  readonly overflowAlways: boolean;
  /** A click on "Esportare in" exports at once, as seen, and opens no sub-menu. */
  readonly directExport: boolean;
  /** The surest sign that the export item bears: its class, its name in the menu, its title or its words alone. */
  readonly exportItem: 'class' | 'name' | 'title' | 'words';
  /** The format of the export in the user's record. */
  readonly exportType: DemoExportType;
  /**
   * The value of the filter's combo, which the server remembers for the user; `null`: the page has no such combo. It only
   * names; `gridFilter` narrows. The recorded values are `xaf_xaf_a2` and All_Customers, Exclusiv_customers, Free_customers.
   */
  readonly listFilter: string | null;
  /** The value of the view's combo; `null`: none. Recorded are `xaf_xaf_a1` and CustomerListViewAgent, CustomersRoadmapAgent. */
  readonly listView: string | null;

  /** The Content-Disposition of the PDF: attachment as recorded, inline, or no header at all. */
  readonly pdfDisposition: 'attachment' | 'inline' | 'none';
  /** The post answers with a page that fetches the PDF by a GET of the same address. */
  readonly twoStepPdf: boolean;
  /** With `twoStepPdf`: the page leaves the GET to the visitor. */
  readonly silentTwoStep: boolean;
  /**
   * Only so many exports differ, and come again in turn, each drawn once and kept: 1 is a list in which nothing changes.
   * `null`: each differs from the one before and is drawn as it is asked for.
   */
  readonly exportsInTurn: number | null;
  /** From the click to the first byte of the PDF; changed, it holds for an export under way too. */
  readonly exportDelayMs: number;
  /** The PDF is sent in pieces of this size with this pause between them. */
  readonly pieceBytes: number;
  readonly pieceDelayMs: number;
  /** For the fault `slow-bytes`, from 1. */
  readonly dripBytesPerSecond: number;

  /** Seed and number of the made-up customers (customers.ts). */
  readonly seed: number;
  readonly count: number;
  /** The day (`yyyy-mm-dd`) of the first export; `null`: that of the real one, 12 January 2026. */
  readonly firstDay: string | null;
  /**
   * Which columns the PDF has, and how they are cut into pages: `EIGHT_PAGES`, `NINE_PAGES`, or `stripsOf(…)`. `null`:
   * all columns, as many on a page as fit with what they show.
   */
  readonly strips: DemoStrips | null;
  /** The second VENDITE PRECEDENTE is headed with " 2". */
  readonly numberSecondSales: boolean;
  /** The columns of the update of May 2026 stand after all others: `DEMO_EXTRA_COLUMNS`. */
  readonly extraColumns: boolean;
  /** The form of the PDF's figures and dates, whatever the language of its captions. */
  readonly figures: DemoLanguage | 'as-captions';
  /** What stands with amounts; they are euros all the same. */
  readonly currency: '€' | '$';
  /** What follows the last customer: sums and the number of rows, sums alone, or nothing. */
  readonly totalRow: 'with-count' | 'sums-only' | 'none';
  /** The words of the total row, the same in all languages: `Count=1.452`, `Sum=33`. */
  readonly countWord: string;
  readonly sumWord: string;
  /** A filter kept in the agent's view: only so many of the customers are printed. `null`: all. */
  readonly gridFilter: number | null;
  /** Rows printed a second time, further down and with another name; `Count=` counts them. */
  readonly duplicateRows: number;

  /** The first customers bear names that try to run, to calculate and to turn the direction of writing. */
  readonly hostileNames: boolean;

  /** What goes wrong. A new set replaces the old one with what is left of it. */
  readonly faults: { readonly [Fault in DemoFault]?: DemoFaultUse };
  /** `Retry-After` of 429 and 503; 0 leaves it out of the 503. */
  readonly retryAfterSeconds: number;
  /** Where `redirect-host` leads. */
  readonly redirectUrl: string;
}

/** A portal that does everything well, with the delays of a quick real one. */
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

/** `options` with `changes`; throws a RangeError that says what was expected. */
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
