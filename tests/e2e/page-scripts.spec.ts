import { expect, test } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import type { ListFacts } from '../../main/portal/list-facts';
import { readList } from '../../main/portal/list-facts';
import type { PageView } from '../../main/portal/page-scripts';
import { findByName, findBySign, findByText, markDocument, viewPage } from '../../main/portal/page-scripts';
import { SELECTORS, TEXTS } from '../../main/portal/selectors';
import { dataFolder, launch, quit } from './launch';

// All look into the one window.
test.describe.configure({ mode: 'default' });

/** What the driver runs inside the portal's page, on small pages in the same Chromium. */
const PATTERNS = { selectors: SELECTORS, texts: TEXTS };
let app: ElectronApplication;
let page: Page;

test.beforeAll(async () => {
  ({ app, page } = await launch(dataFolder()));
  // The app's own window gives the page; its own contents are taken away.
  await page.evaluate(() => document.documentElement.replaceChildren(document.createElement('body')));
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

async function list(html: string): Promise<ListFacts> {
  await show(html);
  return page.evaluate(readList, PATTERNS);
}

async function view(html: string): Promise<PageView> {
  await show(html);
  return page.evaluate(viewPage, PATTERNS);
}

/** The id of what a script finds; scripts are sent as text, as the driver does. */
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
const combo = (value: string, shown: string): string =>
  `<input type="hidden" id="x_Cb_VI" value="${value}"><input id="x_Cb_I" value="${shown}">`;

test('reads the grid’s total in any caption and form, and no sum', async () => {
  expect((await list(footer('Count=1.452'))).total).toBe(1_452);
  expect((await list(footer('Conteggio=1,452', 'Sum=33'))).total).toBe(1_452);
  expect((await list(footer('', 'Count=60'))).total).toBe(60);
  expect((await list(footer('Sum=1.452'))).total).toBeNull();
  expect((await list(footer('Count=1.4'))).total).toBeNull();
  expect((await list(footer('Count=60', 'Count=61'))).total).toBeNull();
  expect((await list('<p>Count=60</p>')).total).toBeNull();
});

test('reads an empty list as no rows', async () => {
  expect((await list(footer('Count=0'))).total).toBe(0);
  expect((await list('<table><tr id="v_DXEmptyRow"><td>No data to display</td></tr></table>')).total).toBe(0);
});

test('reads the filter by the end of its value and names it as it is shown', async () => {
  expect((await list(combo('CUSTTABLE_ListView_Agent_All_Customers', 'Tutti i clienti'))).filter).toBeNull();
  expect((await list(combo('abc_Exclusiv_customers', 'Clienti esclusivi'))).filter).toBe('Clienti esclusivi');
  expect((await list(combo('abc_Free_customers', ''))).filter).toBe('Free customers');
  expect((await list(combo('20', '20'))).filter).toBeNull();
  expect((await list('')).filter).toBeNull();
});

test('takes only a visible loading panel for one, and a control that waits for its callback', async () => {
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

test('takes for a new error only words that did not stand there before', async () => {
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

test('never takes the hidden input with UserName in its id', async () => {
  await show(
    '<input type="hidden" id="a_dviUserName_Edit_EditorClientInfo"><input type="text" id="a_dviUserName_Edit_I">',
  );
  expect(await idOf(findBySign, SELECTORS.userName, null)).toBe('a_dviUserName_Edit_I');
});

test('finds words that stand twice, and no others', async () => {
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

test('finds a menu item by the name that the page’s own scripts know it by', async () => {
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
