import { withThousands } from '../customers/cell-text';
import type { DemoCustomer } from '../customers/customer-record';
import type { DemoOptions } from '../options';
import { escapeHtml, framedPage } from './page-frame';
import { pageTexts } from './page-texts';
import { DAMAGE_ARGUMENT, toolbar, toolbarScript, type Toolbar } from './toolbar';

/** The path of the agent's own customers, unless the account has another role. */
export const LIST_PATH = '/Archibald/CUSTTABLE_ListView_Agent/';
export const HOME_PATH = '/Archibald/Default.aspx';
/** A frame in the list. With the fault `system-dialogs`, it opens the print dialog on loading. */
export const PRINTING_PATH = '/Archibald/Print.aspx';
export const ERROR_PATH = '/Archibald/Error.aspx';

interface ListPage
  extends Toolbar, Pick<DemoOptions, 'listFilter' | 'listView' | 'listPath' | 'loadingPanelMs'> {
  readonly viewState: string;
  /** The first rows of the grid, and the row count in its total row. */
  readonly rows: readonly DemoCustomer[];
  readonly total: number;
  readonly error: string | null;
  /** The page opens alert, confirm and prompt while it loads, and asks before it is left. */
  readonly hasDialogs: boolean;
  /** The page and its frame open the print dialog. Each mouse press opens file pickers. */
  readonly opensSystemDialogs: boolean;
  /** The time in milliseconds after which the loaded page reloads itself; `null` for never. */
  readonly reloadsAfterMs: number | null;
}

export function listPage(page: ListPage): string {
  const texts = pageTexts(page.language);
  return framedPage({
    ...page,
    title: `${texts.customers} - Archibald`,
    action: page.listPath,
    body: `<h1>${texts.customers}</h1>${toolbar(page)}${combos(page)}<div id="Vertical_ErrorInfo" class="xafErrorInfo">${escapeHtml(page.error ?? '')}</div>${grid(page)}`,
    script: [
      toolbarScript(page),
      page.hasDialogs ? dialogs(page) : '',
      page.opensSystemDialogs ? SYSTEM_DIALOGS : '',
      page.reloadsAfterMs === null ? '' : reload(page.reloadsAfterMs),
    ].join(''),
  });
}

type HomePage = Pick<ListPage, 'language' | 'viewState' | 'loadingPanelMs' | 'listPath'>;

export function homePage(page: HomePage): string {
  const texts = pageTexts(page.language);
  return framedPage({
    ...page,
    title: `${texts.home} - Archibald`,
    action: HOME_PATH,
    body: `<h1>${texts.home}</h1><ul id="Vertical_NC_NB"><li><a class="dxnb-link" href="/Archibald/SALESTABLE_ListView/">${texts.orders}</a></li><li><a class="dxnb-link" href="${page.listPath}"><span>${texts.customers}</span></a></li></ul>`,
  });
}

/** Returns the page for broken records and missing views. */
export function errorPage(page: Omit<HomePage, 'listPath'>): string {
  return framedPage({
    ...page,
    title: 'Error - Archibald',
    action: ERROR_PATH,
    body: `<div id="Vertical_ErrorInfo" class="xafErrorInfo">The view cannot be found.</div>`,
  });
}

/** Returns the toolbar's combos. Each has a hidden input for its value and another for its name. */
function combos({ language, listFilter, listView }: ListPage): string {
  const { choices } = pageTexts(language);
  return (
    [
      ['ITCNT4_xaf_a1', listView],
      ['ITCNT7_xaf_a2', listFilter],
    ] as const
  )
    .map(([place, value]) => {
      if (value === null) {
        return '';
      }
      const id = `Vertical_mainMenu_Menu_${place}_Cb`;
      const name = Object.entries(choices).find(([word]) => value.endsWith(word))?.[1] ?? '';
      return `<input type="hidden" id="${id}_VI" value="${escapeHtml(value)}"><input type="text" readonly id="${id}_I" value="${name}"><input type="hidden" id="${id}_DDD_L_VI" value="${escapeHtml(value)}">`;
    })
    .join('');
}

function grid({ rows, total, language }: ListPage): string {
  const heading = language === 'it' ? ['ID', 'NOME', 'CITTÀ'] : ['ID', 'NAME', 'CITY'];
  const id = 'Vertical_v7_LE_v7';
  const body =
    rows.length === 0
      ? `<tr id="${id}_DXEmptyRow"><td colspan="3">No data to display</td></tr>`
      : rows
          .map(
            ({ id: customer, name, city }) =>
              `<tr class="dxgvDataRow_XafTheme"><td>${escapeHtml(customer)}</td><td>${escapeHtml(name)}</td><td>${escapeHtml(city ?? '')}</td></tr>`,
          )
          .join('');
  const footer = `<tr id="${id}_DXFooterRow" class="dxgvFooter_XafTheme"><td>Count=${withThousands(total, language)}</td><td></td><td></td></tr>`;
  return `<table id="${id}" class="dxgvControl_XafTheme"><tr>${heading
    .map((text) => `<th>${text}</th>`)
    .join('')}</tr>${body}${footer}</table>`;
}

/** Returns a script whose dialogs do damage if accepted. */
function dialogs({ language }: ListPage): string {
  const { sure } = pageTexts(language);
  return `
alert('${sure}');
if (confirm('${sure}') || prompt('${sure}') !== null) { archibald.post('Vertical$mainMenu', '${DAMAGE_ARGUMENT}'); }
window.addEventListener('beforeunload', function (event) { event.preventDefault(); event.returnValue = '${sure}'; });
`;
}

function reload(afterMs: number): string {
  return `
window.addEventListener('load', function () { setTimeout(function () { location.reload(); }, ${afterMs}); });
`;
}

/** A script that opens dialogs of the system. Chromium allows pickers only after a mouse press. */
const SYSTEM_DIALOGS = `
window.addEventListener('load', function () {
  var frame = document.createElement('iframe'), inner = document.createElement('iframe');
  inner.src = '${PRINTING_PATH}';
  document.body.append(frame, inner);
  window.print();
  frame.contentWindow.print();
  document.execCommand('print');
});
window.addEventListener('mousedown', function () {
  ['', 'webkitdirectory'].forEach(function (kind) {
    var input = document.createElement('input');
    input.type = 'file';
    if (kind !== '') { input.setAttribute(kind, ''); }
    input.click();
  });
  ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker'].forEach(function (name) {
    if (window[name]) { window[name]().catch(function () {}); }
  });
}, true);
`;
