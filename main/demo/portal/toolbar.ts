import type { DemoLanguage } from '../customers/columns';
import type { DemoOptions } from '../options';
import { pageTexts } from './page-texts';

export interface Toolbar extends Pick<
  DemoOptions,
  'overflowAlways' | 'directExport' | 'exportItem' | 'wideItems'
> {
  readonly language: DemoLanguage;
  /** The number of the export item, or `null` if it is missing. */
  readonly menuNumber: number | null;
  /** Whether the PDF is ready, so that the page fetches it at once. */
  readonly fetchesExport: boolean;
  /** Whether the first click on the export does nothing. */
  readonly losesClick: boolean;
}

/** The sub-menu's formats in the order of their post arguments. Only the first one works. */
const FORMATS = ['PDF', 'XLS', 'XLSX', 'CSV', 'RTF', 'HTML'];
/** The arguments of items that do damage and ask first (portal.md: 3 resets the view, 5 sends). */
const DAMAGING = [3, 5];
/** The argument that a damaging item posts once it is confirmed. */
export const DAMAGE_ARGUMENT = 'CONFIRMED';

/** Returns the argument that a click posts: the item's number, and the sub-item's after an `i`. */
export function exportArgument(menuNumber: number, directExport: boolean): string {
  return directExport ? `CLICK:${menuNumber}` : `CLICK:${menuNumber}i0`;
}

/** Returns the recorded menu: the export at its number among the other items, overflow last. */
export function toolbar(options: Toolbar): string {
  const { language, menuNumber } = options;
  const texts = pageTexts(language);
  const others: string[] = [...texts.menu, texts.filter];
  const count = Math.max(others.length + (menuNumber === null ? 0 : 1), (menuNumber ?? 0) + 1);
  const items = Array.from({ length: count }, (_, number) =>
    number === menuNumber
      ? exportItem(number, options)
      : menuItem(String(number), others.shift() ?? `#${number}`),
  );
  return `<ul id="Vertical_mainMenu_Menu" class="dxm-main dxmLite_XafTheme">${items.join('')}
<li id="Vertical_mainMenu_Menu_DXI${count}_" class="dxm-item dxm-ami" title="Show hidden items"><a id="Vertical_mainMenu_Menu_DXI${count}_T" class="dxm-content" href="javascript:;"><span class="dxm-contentText">Show hidden items</span></a><ul id="Vertical_mainMenu_Menu_AMP" class="dxm-popup" style="display:none"></ul></li></ul>
<ul id="Vertical_mainMenu_Menu_DXM_" class="dxm-popup" style="display:none">${FORMATS.map((format, index) =>
    menuItem(`${menuNumber ?? 0}i${index}`, format),
  ).join('')}</ul>`;
}

function menuItem(number: string, text: string): string {
  const id = `Vertical_mainMenu_Menu_DXI${number}_`;
  return `<li id="${id}" class="dxm-item"><a id="${id}T" class="dxm-content dx" href="javascript:;"><span class="dx-vam">${text}</span></a></li>`;
}

/** Returns the item as recorded, but without any attribute that is more reliable than `sign`. */
function exportItem(
  number: number,
  { exportItem: sign, directExport, wideItems, language }: Toolbar,
): string {
  const texts = pageTexts(language);
  const id = `Vertical_mainMenu_Menu_DXI${number}_`;
  const title = sign === 'words' || sign === 'name' ? '' : ` title="${texts.exportTitle}"`;
  const classes = [
    'dxm-item',
    ...(sign === 'class' ? ['dropDownExport'] : []),
    ...(directExport ? ['dxm-noSubMenu'] : []),
    'dxm-noImage',
    ...(wideItems ? ['wide'] : []),
  ].join(' ');
  const words = sign === 'name' || sign === 'title' ? '⇩' : texts.exportTo;
  return `<li${title} class="${classes}" id="${id}"><a id="${id}T" class="dxm-content" href="javascript:;"><span class="dxm-contentText dxm-airt">${words}</span><span class="dxm-ait">${words}</span></a></li>`;
}

/** Returns the toolbar's script: the overflow on narrow pages, menus, questions and posts. */
export function toolbarScript(toolbarOptions: Toolbar): string {
  const {
    menuNumber,
    overflowAlways,
    directExport,
    exportItem: sign,
    fetchesExport,
    losesClick,
    language,
  } = toolbarOptions;
  const named = menuNumber !== null && (sign === 'class' || sign === 'name');
  return `
(function () {
  var all = document.getElementById('Vertical_mainMenu_Menu');
  function part(name) { return document.getElementById('Vertical_mainMenu_Menu_' + name); }
  function show(element, on) { element.style.display = on ? '' : 'none'; }
  function post(argument) { archibald.post('Vertical$mainMenu', argument); }
  var number = ${menuNumber ?? -1}, loses = ${losesClick};
  archibald.control({
    name: 'Vertical_mainMenu_Menu',
    InCallback: function () { return false; },
    GetItemByName: function (name) { return ${named} && name === 'Export' ? { name: name, index: number, indexPath: String(number) } : null; }
  });
  var others = 0;
  Array.prototype.forEach.call(all.querySelectorAll(':scope > li'), function (item) {
    if (item.id === 'Vertical_mainMenu_Menu_DXI' + number + '_' || item.classList.contains('dxm-ami')) { return; }
    var other = others;
    others += 1;
    item.addEventListener('click', function () {
      if (${JSON.stringify(DAMAGING)}.indexOf(other) < 0) { post('OTHER:' + other); return; }
      if (confirm('${pageTexts(language).sure}')) { post('${DAMAGE_ARGUMENT}'); }
    });
  });
  if (number < 0) { return; }
  var item = part('DXI' + number + '_'), next = item.nextSibling, more = all.querySelector('.dxm-ami'), popup = part('AMP'), sub = part('DXM_');
  function arrange() {
    var narrow = ${overflowAlways} || window.innerWidth < 1280;
    if (narrow) { popup.appendChild(item); } else if (item.parentNode === popup) { next.parentNode.insertBefore(item, next); }
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
  more.firstChild.addEventListener('click', function (event) { event.stopPropagation(); show(popup, true); });
  part('DXI' + number + '_T').addEventListener('click', function (event) {
    event.stopPropagation();
    if (loses) { loses = false; return; }
    if (${directExport}) { post('${exportArgument(menuNumber ?? 0, true)}'); } else { openSubMenu(); }
  });
  Array.prototype.forEach.call(sub.children, function (choice, index) {
    choice.addEventListener('click', function (event) {
      event.stopPropagation();
      show(sub, false);
      show(popup, false);
      post('CLICK:' + number + 'i' + index);
    });
  });
  document.addEventListener('click', function () { show(sub, false); show(popup, false); });
  ${fetchesExport ? 'location.href = location.pathname;' : ''}
})();
`;
}
