import { describe, expect, it } from 'vitest';
import { visitedPortal } from '../../../tests/helpers/demo/visited-portal';
import { findViewState } from '../../../tests/helpers/demo/visitor';
import { LIST_PATH } from './list-page';

describe('the export item', () => {
  it('is the seventh item as recorded, with its words twice, and the overflow item is the last', async () => {
    const { visitor } = await visitedPortal();
    await visitor.logIn();
    const page = await (await visitor.get(LIST_PATH)).text();
    expect(page).toContain(
      '<li title="Esportare in PDF File" class="dxm-item dropDownExport dxm-noSubMenu dxm-noImage" id="Vertical_mainMenu_Menu_DXI6_"><a id="Vertical_mainMenu_Menu_DXI6_T"',
    );
    expect(page).toContain(
      '<span class="dxm-contentText dxm-airt">Esportare in</span><span class="dxm-ait">Esportare in</span>',
    );
    expect(page).toMatch(/DXI3_"[^>]*><a[^>]*><span[^>]*>Ripristina/);
    expect(page).toMatch(/DXI8_"[^>]*><a[^>]*><span[^>]*>Show hidden items/);
  });
});

describe('the list', () => {
  it('counts damage and clicks on other items', async () => {
    const { portal, visitor } = await visitedPortal();
    await visitor.logIn();
    const page = await (await visitor.get(LIST_PATH)).text();
    for (const argument of ['CONFIRMED', 'OTHER:2']) {
      await visitor.post(LIST_PATH, { __VIEWSTATE: findViewState(page), __EVENTARGUMENT: argument });
    }
    expect(portal.stats()).toMatchObject({ damage: 1, otherItems: 1, exportRequests: 0 });
  });

  it('shows its filter and its total in the list', async () => {
    const { portal, visitor } = await visitedPortal({
      listFilter: 'xaf_xaf_a2Exclusiv_customers',
      gridFilter: 12,
    });
    await visitor.logIn();
    const page = await (await visitor.get(LIST_PATH)).text();
    expect(page).toMatch(/id="[^"]*_ITCNT7_xaf_a2_Cb_VI" value="xaf_xaf_a2Exclusiv_customers"/);
    expect(page).toMatch(/id="[^"]*_ITCNT7_xaf_a2_Cb_I" value="Clienti esclusivi"/);
    expect(page).toMatch(/id="[^"]*_ITCNT4_xaf_a1_Cb_VI" value="xaf_xaf_a1CustomerListViewAgent"/);
    expect(page).toMatch(/DXFooterRow"[^>]*><td>Count=12</);
    portal.setOptions({ gridFilter: 0 });
    const empty = await (await visitor.get(LIST_PATH)).text();
    expect(empty).toContain('No data to display');
    expect(empty).toMatch(/DXFooterRow"[^>]*><td>Count=0</);
  });

  it('shows the recorded values of its combos by default', async () => {
    const { visitor } = await visitedPortal();
    await visitor.logIn();
    const page = await (await visitor.get(LIST_PATH)).text();
    expect([...page.matchAll(/_Cb_VI" value="([^"]*)"/g)].map(([, value]) => value)).toEqual([
      'xaf_xaf_a1CustomerListViewAgent',
      'xaf_xaf_a2All_Customers',
    ]);
  });

  it('reloads its list and opens dialogs of the system on request', async () => {
    const { portal, visitor } = await visitedPortal({ listReloadMs: 70 });
    await visitor.logIn();
    portal.setOptions({ faults: { 'list-reloads': 'once', 'system-dialogs': 'once' } });
    const list = await (await visitor.get(LIST_PATH)).text();
    expect(list).toContain('location.reload(); }, 70)');
    expect(list).toContain('window.print()');
    expect(await (await visitor.get(LIST_PATH)).text()).not.toMatch(/reload\(\)|print\(\)/);
  });
});
