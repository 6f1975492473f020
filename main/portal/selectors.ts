/**
 * All that is known of the portal's pages (portal.md). Ids and menu numbers move without notice, so pages are told
 * apart by what they hold and controls are found by their text, in Italian and English. When the portal changes,
 * this is the file to mend; every entry is tried against the demo portal in each test run.
 */

/** portal.md, Pages. */
export const PATHS = {
  login: '/Archibald/Login.aspx?ReturnUrl=%2fArchibald%2fDefault.aspx',
  customers: '/Archibald/CUSTTABLE_ListView_Agent/',
} as const;

/** CSS selectors. Without the password field no login is recognised; without the menu no export is found. */
export const SELECTORS = {
  password: 'input[type="password"]',
  userName: 'input[id*="UserName" i]:not([type="hidden"]), input[name*="UserName" i]:not([type="hidden"])',
  loadingPanel: '[id*="LPV"], [class^="dxlp"], [class*=" dxlp"]',
  errorText: '.dxeErrorCell, [class*="dxeErrorCell"], .ErrorMessage, .validation-summary-errors',
  menu: '[id*="mainMenu_Menu"], [id*="_DXI"], [role="menu"], [role="toolbar"]',
  menuItem: '[id*="_DXI"], [id*="_DXI"] *, [role="menuitem"], [role="menuitem"] *',
  overflowItem:
    '[id*="mainMenu"] li, [id*="mainMenu"] a, [class*="dxm"], [role="menuitem"], [role="button"], button',
  control: 'a, button, input[type="submit"], input[type="button"], [role="button"], div, span, td',
} as const;

/** Regular expressions, as text because they are used inside the page; always without regard to case. */
export const TEXTS = {
  loginControl: '^(accedi|log ?in|log ?on|sign in|entra)$',
  exportItem: '^(esportare in|esporta in|export to)\\b',
  pdfItem: '^pdf\\b',
  overflowItem: '^(…|\\.\\.\\.|⋯|⋮)$',
  /** Shown now and then instead of the export; the same click works the second time (portal.md, The export). */
  transientError: 'requested objects cannot be loaded|oggetti richiesti non possono essere caricati',
  maintenance: 'manutenzione|maintenance|temporaneamente non disponibile|temporarily unavailable',
  locked: 'blocc|locked|disabilitat|disabled|sospes|suspended',
  /** Words that make a lock a threat and not a fact: "dopo 3 tentativi l'account verrà bloccato". */
  lockThreat: 'verr|sar[àa]|will be|prima che|before|rimast|remaining',
  passwordExpired:
    'password[^.]{0,40}(scadut|expired)|(scadut|expired)[^.]{0,40}password|(cambi|change)[^.]{0,20}password',
  extraStep:
    'codice di verifica|verification code|captcha|secondo fattore|two.factor|one.time (code|password)|\\botp\\b',
  /** Buttons of notices that may cover the page; anything else is left alone. */
  notice: '^(ho capito|ok|chiudi|accetta|accetta tutti|got it|close|accept|accept all)$',
} as const;
