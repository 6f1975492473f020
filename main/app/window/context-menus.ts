import { BrowserWindow, Menu } from 'electron';
import type { ContextMenuParams, MenuItemConstructorOptions, WebContents } from 'electron';
import type { CustomerAction, CustomerMenuRequest, Language } from '../../../preload/contract';
import { SHARED_WORDS } from '../../../preload/contract/words';
import { CUSTOMER_MENU_TEXTS } from '../strings/customer-menu';
import { MENU_TEXTS } from '../strings/menu';

export function customerMenu(
  language: Language,
  { number, hasPortal }: Pick<CustomerMenuRequest, 'number' | 'hasPortal'>,
  choose: (action: CustomerAction) => void,
): MenuItemConstructorOptions[] {
  const texts = CUSTOMER_MENU_TEXTS[language];
  const entry = (action: CustomerAction, label: string): MenuItemConstructorOptions => ({
    label,
    click: () => choose(action),
  });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  return [
    ...(number === null ? [] : [entry('call', texts.call(number)), entry('copy-number', texts.copyNumber)]),
    entry('copy-name', texts.copyName),
    line,
    entry('recall', texts.callBack),
    entry('note', texts.note),
    ...(hasPortal ? [line, entry('portal', SHARED_WORDS[language].openInPortal)] : []),
  ];
}

/** Returns the menu of a text: all edit actions in a field, Copy for other selected text. */
export function textMenu(
  language: Language,
  {
    isEditable,
    selectionText,
    editFlags,
  }: Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags'>,
): MenuItemConstructorOptions[] {
  const texts = MENU_TEXTS[language];
  if (!isEditable) {
    return selectionText.trim() === '' ? [] : [{ label: texts.copy, role: 'copy' }];
  }
  return [
    { label: texts.cut, role: 'cut', enabled: editFlags.canCut },
    { label: texts.copy, role: 'copy', enabled: editFlags.canCopy },
    { label: texts.paste, role: 'paste', enabled: editFlags.canPaste },
    { type: 'separator' },
    { label: texts.selectAll, role: 'selectAll', enabled: editFlags.canSelectAll },
  ];
}

/** Shows the text menu on each request, because Electron has no such menu of its own. */
export function offerTextMenu(contents: WebContents, language: () => Language): void {
  contents.on('context-menu', (_event, params) => {
    const window = BrowserWindow.fromWebContents(contents);
    const template = textMenu(language(), params);
    if (window !== null && template.length > 0) {
      Menu.buildFromTemplate(template).popup({ window });
    }
  });
}

/** Shows a customer's menu at its position in the page, corrected for the zoom factor. */
export function showCustomerMenu(
  window: BrowserWindow,
  language: Language,
  request: CustomerMenuRequest,
  choose: (action: CustomerAction) => void,
): void {
  const scale = window.webContents.getZoomFactor();
  Menu.buildFromTemplate(customerMenu(language, request, choose)).popup({
    window,
    x: Math.round(request.x * scale),
    y: Math.round(request.y * scale),
  });
}
