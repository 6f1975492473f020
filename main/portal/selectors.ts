/**
 * All known facts of the portal's pages (portal.md). Ids and menu numbers change without notice. So
 * pages are identified by their content, and each control by its most reliable sign first. When the
 * portal changes, change this file; each test run checks every entry against the demo portal.
 */

/** Only the path identifies a page: the query names other pages (portal.md, Pages). */
export const PATHS = {
  home: '/Archibald/Default.aspx',
  customers: '/Archibald/CUSTTABLE_ListView_Agent/',
  keepAlive: '/Archibald/DXX.axd?handlerName=SessionKeepAliveReconnect',
} as const;

export const PATH_PATTERNS = {
  login: '/login\\.aspx$',
  /** The page after a server failure. */
  error: '/error\\.aspx$',
  /** The pages shown for a missing list. */
  notTheList: '/(default|error)\\.aspx$|^/archibald/?$',
} as const;

/** CSS selectors. A login requires a match of `password`, and an export a match of `menu`. */
export const SELECTORS = {
  password: 'input[type="password"]',
  /** Excludes the hidden `…UserName_Edit_EditorClientInfo`. */
  userName: 'input[id*="UserName" i]:not([type="hidden"]), input[name*="UserName" i]:not([type="hidden"])',
  loginItem: '[id^="Logon_"] [role="menuitem"], [id^="Logon_"] li[title]',
  loginItemById: '[id$="PopupActions_Menu_DXI0_T"], [id$="PopupActions_Menu_DXI0_"]',
  /** Excludes the logo, which is also a link on the login page. */
  loginControl:
    'button, input[type="submit"], input[type="button"], [role="button"], a:not([id*="Logo" i]), [role="menuitem"], div, span, td',
  /** Only a visible panel counts: the page always contains dozens of hidden ones. */
  loadingPanel:
    '[id="ctl01"][class*="LoadingPanel"], [id="ctl01_LD"], [id$="_LP"], [id$="_LD"], [id*="LPV"], [class^="dxlp"], [class*=" dxlp"], [class*="LoadingPanel"]',
  errorText:
    '#Logon_ErrorInfo, #Vertical_ErrorInfo, [id$="_ErrorInfo"], .dxeErrorCell, [class*="dxeErrorCell"], .xafErrorInfo, .ErrorMessage, .validation-summary-errors',
  menu: '[id*="mainMenu_Menu"], [id*="_DXI"], [role="menu"], [role="toolbar"]',
  menuItem: '[id*="_DXI"], [id*="_DXI"] *, [role="menuitem"], [role="menuitem"] *',
  exportClass: '.dropDownExport',
  exportTitle: '[id*="_DXI"][title], [role="menuitem"][title], [class*="dxm-item"][title]',
  overflowItem:
    '[class*="dxm-ami"], [id*="mainMenu"] li, [id*="mainMenu"] a, [class*="dxm"], [role="menuitem"], [role="button"], button',
  control: 'a, button, input[type="submit"], input[type="button"], [role="button"], div, span, td',
  /** The buttons of a notice, without the items of a menu. */
  notice:
    'button, input[type="submit"], input[type="button"], [role="button"], a:not([id*="_DXI"] *):not([role="menuitem"]), div:not([id*="_DXI"] *), span:not([id*="_DXI"] *)',
  navigationItem: 'a, a *, [role="treeitem"], [role="menuitem"], [class*="dxnb"], [class*="dxtv"]',
  totalRow: 'tr[id$="DXFooterRow"]',
  emptyRow: 'tr[id$="DXEmptyRow"], [class*="EmptyData"]',
  /** A combo stores its value in a hidden input; its drop-down list has another one. */
  comboValue: 'input[type="hidden"][id$="_VI" i]:not([id*="_DDD_" i])',
  /** The toolbar's combos, wherever they are: the list's view and its filter. */
  listChoice: '[id*="mainMenu" i][id$="_Cb_VI" i], [id*="_ITCNT" i][id$="_Cb_VI" i]',
} as const;

const CHOICE_PREFIX = '(?:\\D*_|.*\\d_?)?';

/** Regular expressions, as text for use inside the page; always case-insensitive. */
export const TEXTS = {
  loginControl: '^(accedi|log ?in|log ?on|sign in|entra)$',
  /** The item's exact name in DevExpress's scripts. */
  exportName: 'Export',
  exportTitle: '^(esportare in|esporta in|export to)\\b',
  exportItem: '^(esportare in|esporta in|export to)\\b',
  pdfItem: '^pdf\\b',
  noSubMenu: 'noSubMenu',
  overflowItem: '^(…|\\.\\.\\.|⋯|⋮|show hidden items|mostra elementi nascosti)$',
  customersItem: '^(clienti|customers)$',
  /** Recognises the combo by values such as `xaf_xaf_a2Free_customers`, even under another id. */
  listChoice: 'customer',
  /** A value such as `xaf_xaf_a2All_Customers`; the digits before the word may change. */
  allCustomers: `^${CHOICE_PREFIX}all_customers$`,
  /** The usual view ends in the role's name, like the list's path. */
  usualView: `^${CHOICE_PREFIX}customerlistview(\\w+)$`,
  listRole: '_listview_(\\w+)',
  /** `Count=1.452` or `Conteggio=1.452`; sums have other words. */
  count: '^(?:count|conteggio|numero|n\\.?)\\s*[=:]\\s*([\\d.,\\s]+)$',
  emptyList: 'no data to display|nessun dato',
  /** Shown sometimes instead of the export; the second click works (portal.md, The export). */
  transientError: 'requested objects cannot be loaded|oggetti richiesti non possono essere caricati',
  maintenance: 'manutenzione|maintenance|temporaneamente non disponibile|temporarily unavailable',
  locked: 'blocc|locked|disabilitat|disabled|sospes|suspended',
  /** Words that make a lock a threat, not a fact: "dopo 3 tentativi l'account verrà bloccato". */
  lockThreat: 'verr|sar[àa]|will be|prima che|before|rimast|remaining',
  /** An alert about the login, not about a script or server failure. */
  loginWords:
    'password|credenzial|credential|utente|user ?(name|id)|account|(accesso|login|log ?on|access)\\b.{0,40}(non|errat|fallit|negat|rifiut|not|fail|denied|refused|invalid|incorrect|wrong)',
  passwordExpired:
    'password[^.]{0,40}(scadut|expired)|(scadut|expired)[^.]{0,40}password|(cambi|change)[^.]{0,20}password',
  extraStep:
    'codice di verifica|verification code|captcha|secondo fattore|two.factor|one.time (code|password)|\\botp\\b',
  /** The buttons of notices that may cover the page; all other buttons are left alone. */
  notice: '^(ho capito|ok|chiudi|accetta|accetta tutti|got it|close|accept|accept all)$',
} as const;
