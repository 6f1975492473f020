import { expect, test } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import type { PageView } from '../../main/portal/browser/page-scripts';
import {
  findByName,
  findByTitle,
  findByText,
  markDocument,
  maskPage,
  viewPage,
} from '../../main/portal/browser/page-scripts';
import type { PageListFacts } from '../../main/portal/export/list-facts';
import { readList } from '../../main/portal/export/list-facts';
import { READABLE_IN_SCREENSHOTS } from '../../main/portal/failures/failure-screenshot';
import { SELECTORS, TEXTS } from '../../main/portal/selectors';
import { dataFolder, launch, quit } from './launch';

// All tests use the same window.
test.describe.configure({ mode: 'default' });

/** Tests the scripts that the driver runs in the portal's page, on small pages. */
const PATTERNS = { selectors: SELECTORS, texts: TEXTS };
let app: ElectronApplication;
let page: Page;

test.beforeAll(async () => {
  ({ app } = await launch(dataFolder()));
  // Opens a page without a policy, because the app's policy forbids markup from text.
  const opened = app.waitForEvent('window');
  await app.evaluate(({ BrowserWindow }) => void new BrowserWindow({ show: false }).loadURL('about:blank'));
  page = await opened;
});

test.afterAll(async () => {
  await quit(app);
});

async function show(html: string): Promise<void> {
  await page.evaluate((markup) => {
    const parsed = new DOMParser().parseFromString(markup, 'text/html');
    document.body.replaceChildren(...parsed.body.childNodes);
    delete (window as { archibaldMark?: unknown }).archibaldMark;
  }, html);
}

async function list(html: string): Promise<PageListFacts> {
  await show(html);
  return page.evaluate(readList, PATTERNS);
}

async function view(html: string): Promise<PageView> {
  await show(html);
  return page.evaluate(viewPage, PATTERNS);
}

/** Returns the ID of the element that a script finds. Sends the script as text, like the driver. */
function idOf<Args extends readonly unknown[]>(
  script: (...args: [...Args]) => Element | null,
  ...args: [...Args]
): Promise<string | undefined> {
  return page.evaluate<string | undefined>(
    `(${script.toString()})(${args.map((value) => JSON.stringify(value)).join()})?.id`,
  );
}

const footer = (...cells: readonly string[]): string =>
  `<table><tr id="Vertical_v7_LE_v7_DXFooterRow">${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr></table>`;
/** Returns the recorded markup of a combo box in the toolbar, at the position `id`. */
const combo = (value: string, shown: string, id = 'Vertical_mainMenu_Menu_ITCNT7_xaf_a2_Cb'): string =>
  `<input type="hidden" id="${id}_VI" value="${value}"><input id="${id}_I" value="${shown}"><input type="hidden" id="${id}_DDD_L_VI" value="-1">`;
const VIEW_COMBO = 'Vertical_mainMenu_Menu_ITCNT4_xaf_a1_Cb';
const view4 = (value: string, shown = ''): string => combo(value, shown, VIEW_COMBO);

test('the script reads the grid’s total in any caption and form, and no sum', async () => {
  expect((await list(footer('Count=1.452'))).total).toBe(1_452);
  expect((await list(footer('Conteggio=1,452', 'Sum=33'))).total).toBe(1_452);
  expect((await list(footer('', 'Count=60'))).total).toBe(60);
  expect((await list(footer('Sum=1.452'))).total).toBeNull();
  expect((await list(footer('Count=1.4'))).total).toBeNull();
  expect((await list(footer('Count=60', 'Count=61'))).total).toBeNull();
  expect((await list('<p>Count=60</p>')).total).toBeNull();
});

test('the script reads an empty list as no rows', async () => {
  expect((await list(footer('Count=0'))).total).toBe(0);
  expect((await list('<table><tr id="v_DXEmptyRow"><td>No data to display</td></tr></table>')).total).toBe(0);
});

const filterOf = async (html: string): Promise<string | null> => (await list(html)).filter;

test('the filter is read from the recorded values and named as it is shown', async () => {
  expect(await filterOf(combo('xaf_xaf_a2All_Customers', 'Tutti i clienti'))).toBeNull();
  expect(await filterOf(combo('xaf_xaf_a2Exclusiv_customers', 'Clienti esclusivi'))).toBe(
    'Clienti esclusivi',
  );
  expect(await filterOf(combo('xaf_xaf_a2Free_customers', ''))).toBe('Free customers');
  expect(await filterOf('')).toBeNull();
});

test('the filter is read whatever number, case and place it has', async () => {
  for (const all of [
    'xaf_xaf_a13All_Customers',
    'XAF_XAF_A2ALL_CUSTOMERS',
    'xaf_a2_All_Customers',
    'All_Customers',
  ]) {
    expect(await filterOf(combo(all, 'Tutti i clienti'))).toBeNull();
  }
  const free = 'xaf_xaf_a13free_CUSTOMERS';
  for (const id of [
    'Vertical_mainMenu_Menu_ITCNT9_xaf_a5_Cb',
    'Other_Menu_ITCNT2_xaf_a5_Cb',
    'moved_Cb',
    'moved',
  ]) {
    expect(await filterOf(combo(free, 'Clienti liberi', id))).toBe('Clienti liberi');
  }
});

test('any other value of the filter’s combo is a filter', async () => {
  for (const value of [
    'xaf_xaf_a2Nuovi',
    'xaf_xaf_a2Small_Customers',
    'xaf_xaf_a2Not_All_Customers',
    '20',
    'x',
  ]) {
    expect(await filterOf(combo(value, ' Solo  alcuni '))).toBe('Solo alcuni');
  }
  expect(await filterOf(combo('xaf_xaf_a2Nuovi_clienti', ''))).toBe('Nuovi clienti');
});

test('another view of the list counts as a filter, the role’s usual view does not', async () => {
  const all = combo('xaf_xaf_a2All_Customers', 'Tutti i clienti');
  expect(await filterOf(view4('xaf_xaf_a1CustomerListViewAgent', 'Elenco') + all)).toBeNull();
  expect(await filterOf(view4('xaf_xaf_a7customerlistviewagent') + all)).toBeNull();
  expect(await filterOf(view4('xaf_xaf_a1CustomersRoadmapAgent', 'Giro clienti') + all)).toBe('Giro clienti');
  expect(await filterOf(view4('xaf_xaf_a1CustomersRoadmapAgent') + all)).toBe('CustomersRoadmapAgent');
  expect(await filterOf(view4('xaf_xaf_a1CustomerListViewOther', 'Altra') + all)).toBe('Altra');
  const both = view4('xaf_xaf_a1Mappa', 'Mappa') + combo('xaf_xaf_a2Free_customers', 'Clienti liberi');
  expect(await filterOf(both)).toBe('Mappa, Clienti liberi');
});

test('combos that do not choose the list are no filter', async () => {
  expect(await filterOf(combo('20', '20', 'Vertical_v7_LE_v7_DXPagerBottom_PSP_Cb'))).toBeNull();
  expect(await filterOf(combo('it-IT', 'Italiano', 'Header_Language'))).toBeNull();
  expect(await filterOf(combo('', ''))).toBeNull();
});

test('only a visible loading panel or a control in a callback counts as loading', async () => {
  const hidden = '<table id="Vertical_v3_LP" class="dxgvLoadingPanel_XafTheme" hidden><tr><td>…';
  expect((await view(hidden)).loading).toBe(false);
  expect((await view(hidden.replace(' hidden', ''))).loading).toBe(true);
  expect((await view('<div id="ctl01_LD">…')).loading).toBe(true);
  for (const isWaiting of [true, false]) {
    await page.evaluate((waiting) => {
      Object.assign(window, {
        ASPxClientControl: {
          GetControlCollection: () => ({
            ForEachControl: (each: (control: object) => void) => {
              each({});
              each({ InCallback: () => waiting });
            },
          }),
        },
      });
    }, isWaiting);
    expect((await view('')).loading).toBe(isWaiting);
  }
  await page.evaluate(() => delete (window as { ASPxClientControl?: unknown }).ASPxClientControl);
});

test('only words that were not on the page before count as a new error', async () => {
  await show('<div id="Logon_ErrorInfo">Sessione scaduta</div>');
  await page.evaluate(markDocument, SELECTORS.errorText);
  expect((await page.evaluate(viewPage, PATTERNS)).hasError).toBe(false);
  await page.evaluate(() => {
    const words = document.getElementById('Logon_ErrorInfo');
    if (words !== null) {
      words.textContent = 'Accesso negato';
    }
  });
  expect((await page.evaluate(viewPage, PATTERNS)).hasError).toBe(true);
});

test('the hidden input with UserName in its id is never used', async () => {
  await show(
    '<input type="hidden" id="a_dviUserName_Edit_EditorClientInfo"><input type="text" id="a_dviUserName_Edit_I">',
  );
  expect(await idOf(findByTitle, SELECTORS.userName, null)).toBe('a_dviUserName_Edit_I');
});

test('the script finds words that occur twice, and no others', async () => {
  const item = (words: string): string => `<li id="m_DXI6_"><a id="m_DXI6_T">${words}</a></li>`;
  const find = async (words: string): Promise<string | undefined> => {
    await show(item(words));
    return idOf(findByText, SELECTORS.menuItem, TEXTS.exportItem);
  };
  expect(await find('Esportare inEsportare in')).toBe('m_DXI6_T');
  expect(await find('Export to Export to')).toBe('m_DXI6_T');
  expect(await find('Esportare in')).toBe('m_DXI6_T');
  expect(await find('Ripristina impostazioni vista')).toBeUndefined();
});

test('a menu item is found by the name that the page’s own scripts use', async () => {
  await show('<li id="Vertical_mainMenu_Menu_DXI6_">⇩</li>');
  const find = (): Promise<string | undefined> => idOf(findByName, TEXTS.exportName);
  expect(await find()).toBeUndefined();
  await page.evaluate(() => {
    Object.assign(window, {
      ASPxClientControl: {
        GetControlCollection: () => ({
          ForEachControl: (each: (control: object) => void) =>
            each({
              name: 'Vertical_mainMenu_Menu',
              GetItemByName: (name: string) => (name === 'Export' ? { index: 6 } : null),
            }),
        }),
      },
    });
  });
  expect(await find()).toBe('Vertical_mainMenu_Menu_DXI6_');
});

test('a picture for support shows the menu and no name, wherever the page has put it', async () => {
  await show(`
    <ul role="menu"><li id="kept">Esporta in</li></ul>
    <p id="text">Rossi Mario</p><button id="button">Apri Rossi Mario</button>
    <input id="field" value="Rossi Mario" placeholder="Rossi">
    <div id="drawn" style="background-image: url(data:image/gif;base64,R0lGODlhAQABAAAAACw=)"></div>
    <div id="generated"></div><div id="host"></div><x-name id="closed"></x-name>`);
  await page.evaluate(() => {
    const byId = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '#generated::before { content: "Rossi"; background-image: linear-gradient(red, blue) }',
    );
    document.adoptedStyleSheets = [sheet];
    const inner = document.createElement('b');
    inner.textContent = 'Rossi Mario';
    byId('host').attachShadow({ mode: 'open' }).append(inner, 'Bianchi');
    byId('closed').attachShadow({ mode: 'closed' }).append('Rossi Mario');
  });
  await page.evaluate(maskPage, READABLE_IN_SCREENSHOTS);
  const shown = await page.evaluate(() => {
    const byId = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
    const generated = getComputedStyle(byId('generated'), '::before');
    return {
      kept: byId('kept').textContent,
      texts: [byId('text'), byId('button')].map((one) => one.textContent),
      root: byId('host').shadowRoot?.textContent,
      field: [(byId('field') as HTMLInputElement).value, byId('field').getAttribute('placeholder')],
      drawn: getComputedStyle(byId('drawn')).backgroundImage,
      generated: [generated.content, generated.backgroundImage],
      closed: getComputedStyle(byId('closed')).visibility,
    };
  });
  expect(shown).toEqual({
    kept: 'Esporta in',
    texts: ['••••• •••••', '•••• ••••• •••••'],
    root: '••••• ••••••••••••',
    field: ['', null],
    drawn: 'none',
    generated: ['""', 'none'],
    closed: 'hidden',
  });
});
