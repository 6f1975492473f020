import { withThousands } from './cell-text';
import type { DemoLanguage } from './columns';
import type { DemoCustomer } from './customer-record';
import { escapeHtml, framedPage } from './page-frame';
import { pageTexts } from './page-texts';

/** Where the agent's own customers are listed. */
export const LIST_PATH = '/Archibald/CUSTTABLE_ListView_Agent/';
export const HOME_PATH = '/Archibald/Default.aspx';

/** Post arguments of the sub-menu's formats, in order; the first is the one that works. */
const FORMATS = ['PDF', 'XLS', 'XLSX', 'CSV', 'RTF', 'HTML'];

interface ListPage {
  readonly language: DemoLanguage;
  readonly viewState: string;
  readonly loadingPanelMs: number;
  /** Number of the export item, or `null` where it is missing. */
  readonly menuNumber: number | null;
  readonly overflowAlways: boolean;
  readonly directExport: boolean;
  /** The first rows of the grid, and how many there are in all. */
  readonly rows: readonly DemoCustomer[];
  readonly total: number;
  /** What the page's error panel says, or `null`. */
  readonly error: string | null;
  /** The PDF is ready in the session: the page fetches it at once. */
  readonly fetchesExport: boolean;
}

export function listPage(page: ListPage): string {
  const texts = pageTexts(page.language);
  const error =
    page.error === null
      ? ''
      : `<div id="Vertical_UPEI_ErrorInfo" class="xafErrorInfo">${escapeHtml(page.error)}</div>`;
  return framedPage({
    ...page,
    title: `${texts.customers} - Archibald`,
    action: LIST_PATH,
    body: `<h1>${texts.customers}</h1>${menu(page)}${error}${grid(page)}`,
    script: menuScript(page),
  });
}

export function homePage(page: Pick<ListPage, 'language' | 'viewState' | 'loadingPanelMs'>): string {
  const texts = pageTexts(page.language);
  return framedPage({
    ...page,
    title: `${texts.home} - Archibald`,
    action: HOME_PATH,
    body: `<h1>${texts.home}</h1><ul><li><a href="${LIST_PATH}">${texts.customers}</a></li></ul>`,
  });
}

/** What a click on the menu posts: the number of the item, and of the sub-menu's item behind an `i`. */
export function exportArgument(menuNumber: number, directExport: boolean): string {
  return directExport ? `CLICK:${menuNumber}` : `CLICK:${menuNumber}i0`;
}

function menu({ language, menuNumber }: ListPage): string {
  const texts = pageTexts(language);
  const others = [...texts.menu];
  const count = Math.max(6, (menuNumber ?? 0) + 2);
  const items = Array.from({ length: count }, (_, number) =>
    menuItem(String(number), number === menuNumber ? texts.exportTo : (others.shift() ?? `#${number}`)),
  );
  return `<ul id="Vertical_mainMenu_Menu" class="dxm-main dxmLite_XafTheme">${items.join('')}
<li id="Vertical_mainMenu_Menu_AMI" class="dxm-item dxm-ami" style="display:none"><a id="Vertical_mainMenu_Menu_AMI_T" class="dxm-content" href="javascript:;">…</a><ul id="Vertical_mainMenu_Menu_AMP" class="dxm-popup" style="display:none"></ul></li></ul>
<ul id="Vertical_mainMenu_Menu_DXM_" class="dxm-popup" style="display:none">${FORMATS.map((format, index) =>
    menuItem(`${menuNumber ?? 0}i${index}`, format),
  ).join('')}</ul>`;
}

function menuItem(number: string, text: string): string {
  const id = `Vertical_mainMenu_Menu_DXI${number}_`;
  return `<li id="${id}" class="dxm-item"><a id="${id}T" class="dxm-content dx" href="javascript:;"><span class="dx-vam">${text}</span></a></li>`;
}

function grid({ rows, total, language }: ListPage): string {
  const heading = language === 'it' ? ['ID', 'NOME', 'CITTÀ'] : ['ID', 'NAME', 'CITY'];
  const body = rows.map(
    ({ id, name, city }) =>
      `<tr class="dxgvDataRow_XafTheme"><td>${escapeHtml(id)}</td><td>${escapeHtml(name)}</td><td>${escapeHtml(city ?? '')}</td></tr>`,
  );
  return `<table id="Vertical_v7_LE_v7_grid" class="dxgvControl_XafTheme"><tr>${heading
    .map((text) => `<th>${text}</th>`)
    .join(
      '',
    )}</tr>${body.join('')}</table><p class="dxpSummary_XafTheme">${withThousands(total, language)}</p>`;
}

/** Moves the export item into the "…" menu where the page is narrow, opens menus on click and posts on the last one. */
function menuScript({ menuNumber, overflowAlways, directExport, fetchesExport }: ListPage): string {
  if (menuNumber === null) {
    return '';
  }
  const fetches = fetchesExport ? 'location.href = location.pathname;' : '';
  return `
(function () {
  function part(name) { return document.getElementById('Vertical_mainMenu_Menu_' + name); }
  var item = part('DXI${menuNumber}_'), next = item.nextSibling, more = part('AMI'), popup = part('AMP'), sub = part('DXM_');
  function show(element, on) { element.style.display = on ? '' : 'none'; }
  function arrange() {
    var narrow = ${overflowAlways} || window.innerWidth < 1280;
    if (narrow) { popup.appendChild(item); } else { item.parentNode === popup && next.parentNode.insertBefore(item, next); }
    show(more, narrow);
    show(popup, false);
  }
  function openSubMenu() {
    var place = item.getBoundingClientRect();
    sub.style.left = (place.left + window.scrollX) + 'px';
    sub.style.top = (place.bottom + window.scrollY) + 'px';
    show(sub, true);
  }
  arrange();
  window.addEventListener('resize', arrange);
  part('AMI_T').addEventListener('click', function (event) { event.stopPropagation(); show(popup, true); });
  part('DXI${menuNumber}_T').addEventListener('click', function (event) {
    event.stopPropagation();
    if (${directExport}) { archibald.post('Vertical$mainMenu', '${exportArgument(menuNumber, true)}'); } else { openSubMenu(); }
  });
  Array.prototype.forEach.call(sub.children, function (choice, index) {
    choice.addEventListener('click', function (event) {
      event.stopPropagation();
      show(sub, false);
      show(popup, false);
      archibald.post('Vertical$mainMenu', 'CLICK:${menuNumber}i' + index);
    });
  });
  document.addEventListener('click', function () { show(sub, false); show(popup, false); });
  ${fetches}
})();
`;
}
