/**
 * All that is known of the portal's pages (portal.md). Ids and menu numbers move without notice, so pages are told
 * apart by what they hold, and each control is looked for by the surest of its signs first. When the portal changes,
 * this is the file to mend; every entry is tried against the demo portal in each test run.
 */

/** portal.md, Pages. Where the portal is is judged by the path alone: ReturnUrl holds the names of other pages. */
export const PATHS = {
  home: '/Archibald/Default.aspx',
  customers: '/Archibald/CUSTTABLE_ListView_Agent/',
  /** The address that an open page asks for every five minutes (portal.md, Cookies and the session). */
  keepAlive: '/Archibald/DXX.axd?handlerName=SessionKeepAliveReconnect',
} as const;

/** Regular expressions for paths. */
export const PATH_PATTERNS = {
  login: '/login\\.aspx$',
  /** The page to which a failure on the server leads. */
  error: '/error\\.aspx$',
  /** Where a list that is not there leads. */
  notTheList: '/(default|error)\\.aspx$|^/archibald/?$',
} as const;

/** CSS selectors. Without the password field no login is recognised; without the menu no export is found. */
export const SELECTORS = {
  password: 'input[type="password"]',
  /** Never the hidden `…UserName_Edit_EditorClientInfo`. */
  userName: 'input[id*="UserName" i]:not([type="hidden"]), input[name*="UserName" i]:not([type="hidden"])',
  loginItem: '[id^="Logon_"] [role="menuitem"], [id^="Logon_"] li[title]',
  loginItemById: '[id$="PopupActions_Menu_DXI0_T"], [id$="PopupActions_Menu_DXI0_"]',
  /** The logo is a link of the login page too. */
  loginControl:
    'button, input[type="submit"], input[type="button"], [role="button"], a:not([id*="Logo" i]), [role="menuitem"], div, span, td',
  /** Only a visible one counts: dozens of hidden ones are always in the page. */
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
  /** Buttons of a notice; never an item of a menu. */
  notice:
    'button, input[type="submit"], input[type="button"], [role="button"], a:not([id*="_DXI"] *):not([role="menuitem"]), div:not([id*="_DXI"] *), span:not([id*="_DXI"] *)',
  navigationItem: 'a, a *, [role="treeitem"], [role="menuitem"], [class*="dxnb"], [class*="dxtv"]',
  totalRow: 'tr[id$="DXFooterRow"]',
  emptyRow: 'tr[id$="DXEmptyRow"], [class*="EmptyData"]',
  /** A combo keeps its value in a hidden input; its drop-down list has another. */
  comboValue: 'input[type="hidden"][id$="_VI" i]:not([id*="_DDD_" i])',
  /** The toolbar's combos, the list's view and its filter, at any place. */
  listChoice: '[id*="mainMenu" i][id$="_Cb_VI" i], [id*="_ITCNT" i][id$="_Cb_VI" i]',
} as const;

const CHOICE_PREFIX = '(?:\\D*_|.*\\d_?)?';

/** Regular expressions, as text because they are used inside the page; always without regard to case. */
export const TEXTS = {
  loginControl: '^(accedi|log ?in|log ?on|sign in|entra)$',
  /** The item's name for DevExpress's own scripts; exact. */
  exportName: 'Export',
  exportTitle: '^(esportare in|esporta in|export to)\\b',
  exportItem: '^(esportare in|esporta in|export to)\\b',
  pdfItem: '^pdf\\b',
  noSubMenu: 'noSubMenu',
  overflowItem: '^(…|\\.\\.\\.|⋯|⋮|show hidden items|mostra elementi nascosti)$',
  customersItem: '^(clienti|customers)$',
  /** Values of the same combos under another id: `xaf_xaf_a2Free_customers`, `xaf_xaf_a1CustomersRoadmapAgent`. */
  listChoice: 'customer',
  /** The prefix of a value ends in a digit, directly before the word: `xaf_xaf_a2All_Customers`. Its numbers may change. */
  allCustomers: `^${CHOICE_PREFIX}all_customers$`,
  /** The usual view ends in the role's name, as the list's path does. */
  usualView: `^${CHOICE_PREFIX}customerlistview(\\w+)$`,
  listRole: '_listview_(\\w+)',
  /** `Count=1.452` or `Conteggio=1.452`; sums have other words. */
  count: '^(?:count|conteggio|numero|n\\.?)\\s*[=:]\\s*([\\d.,\\s]+)$',
  emptyList: 'no data to display|nessun dato',
  /** Shown now and then instead of the export; the same click works the second time (portal.md, The export). */
  transientError: 'requested objects cannot be loaded|oggetti richiesti non possono essere caricati',
  maintenance: 'manutenzione|maintenance|temporaneamente non disponibile|temporarily unavailable',
  locked: 'blocc|locked|disabilitat|disabled|sospes|suspended',
  /** Words that make a lock a threat and not a fact: "dopo 3 tentativi l'account verrà bloccato". */
  lockThreat: 'verr|sar[àa]|will be|prima che|before|rimast|remaining',
  /** An alert that is about the login, and not about a script or the server that failed. */
  loginWords:
    'password|credenzial|credential|utente|user ?(name|id)|account|(accesso|login|log ?on|access)\\b.{0,40}(non|errat|fallit|negat|rifiut|not|fail|denied|refused|invalid|incorrect|wrong)',
  passwordExpired:
    'password[^.]{0,40}(scadut|expired)|(scadut|expired)[^.]{0,40}password|(cambi|change)[^.]{0,20}password',
  extraStep:
    'codice di verifica|verification code|captcha|secondo fattore|two.factor|one.time (code|password)|\\botp\\b',
  /** Buttons of notices that may cover the page; anything else is left alone. */
  notice: '^(ho capito|ok|chiudi|accetta|accetta tutti|got it|close|accept|accept all)$',
} as const;
