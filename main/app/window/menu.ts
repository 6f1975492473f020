import type { MenuItemConstructorOptions } from 'electron';
import { Menu, app } from 'electron';
import type { Language, View } from '../../../preload/contract';
import { SHARED_WORDS } from '../../../preload/contract/words';
import { MENU_TEXTS } from '../strings/menu';

export interface MenuActions {
  readonly onSync: () => void;
  readonly onView: (view: View) => void;
  readonly onQuit: () => void;
}

/**
 * Returns the window's menu: the standard entries (copy, zoom, full screen) and the app's screens
 * with their keys. It has no reload and no developer tools: they help attackers, not agents
 * (Electron's checklist). On macOS, Cmd+H and Cmd+M work only if the menu has entries for hiding
 * and minimising.
 */
export function menuTemplate(
  appName: string,
  language: Language,
  platform: NodeJS.Platform,
  { onSync, onView, onQuit }: MenuActions,
): MenuItemConstructorOptions[] {
  const texts = MENU_TEXTS[language];
  const words = SHARED_WORDS[language];
  const isMac = platform === 'darwin';
  const views: readonly (readonly [View, string])[] = [
    ['customers', words.customers],
    ['news', words.news],
    ['sync', words.sync],
    ['settings', words.settings],
  ];
  const hiding: readonly MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { label: texts.hide(appName), role: 'hide' },
    { label: texts.hideOthers, role: 'hideOthers' },
    { label: texts.showAll, role: 'unhide' },
  ];
  const windows: MenuItemConstructorOptions = {
    label: texts.window,
    role: 'window',
    submenu: [
      { label: texts.minimise, role: 'minimize' },
      { label: texts.zoomWindow, role: 'zoom' },
      { type: 'separator' },
      { label: texts.toFront, role: 'front' },
    ],
  };
  return [
    {
      label: appName,
      submenu: [
        { label: words.updateCustomers, accelerator: 'CmdOrCtrl+R', click: onSync },
        { label: words.settings, accelerator: 'CmdOrCtrl+,', click: () => onView('settings') },
        ...(isMac ? hiding : []),
        { type: 'separator' },
        { label: texts.close, accelerator: 'CmdOrCtrl+W', role: 'close' },
        { label: texts.quit, accelerator: 'CmdOrCtrl+Q', click: onQuit },
      ],
    },
    {
      label: texts.edit,
      submenu: [
        { label: texts.undo, role: 'undo' },
        { label: texts.redo, role: 'redo' },
        { type: 'separator' },
        { label: texts.cut, role: 'cut' },
        { label: texts.copy, role: 'copy' },
        { label: texts.paste, role: 'paste' },
        { label: texts.selectAll, role: 'selectAll' },
      ],
    },
    {
      label: isMac ? texts.viewOnMac : texts.view,
      submenu: [
        ...views.map(([view, label], index) => ({
          label,
          accelerator: `CmdOrCtrl+${index + 1}`,
          click: () => onView(view),
        })),
        { type: 'separator' },
        { label: texts.zoomIn, role: 'zoomIn', accelerator: 'CmdOrCtrl+Plus' },
        { label: texts.zoomIn, role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
        { label: texts.zoomOut, role: 'zoomOut', accelerator: 'CmdOrCtrl+-' },
        { label: texts.zoomReset, role: 'resetZoom', accelerator: 'CmdOrCtrl+0' },
        { label: texts.fullScreen, role: 'togglefullscreen' },
      ],
    },
    ...(isMac ? [windows] : []),
  ];
}

export function setMenu(language: Language, actions: Omit<MenuActions, 'onQuit'>): void {
  const template = menuTemplate(app.name, language, process.platform, {
    ...actions,
    onQuit: () => app.quit(),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
