import { Menu, app } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { Language, View } from '../../preload/contract';
import { MENU_TEXTS } from './texts';

export interface MenuActions {
  readonly onSync: () => void;
  readonly onView: (view: View) => void;
}

/**
 * The window's menu: what every desktop app has (copy, zoom, full screen) and the app's own screens with their keys.
 * Neither reload nor developer tools: an agent has no use for them, and an attacker has (Electron's checklist).
 */
export function setMenu(language: Language, { onSync, onView }: MenuActions): void {
  const texts = MENU_TEXTS[language];
  const views: readonly (readonly [View, string])[] = [
    ['customers', texts.customers],
    ['news', texts.news],
    ['sync', texts.sync],
    ['settings', texts.settings],
  ];
  const template: MenuItemConstructorOptions[] = [
    {
      label: app.name,
      submenu: [
        { label: texts.update, accelerator: 'CmdOrCtrl+R', click: onSync },
        { label: texts.settings, accelerator: 'CmdOrCtrl+,', click: () => onView('settings') },
        { type: 'separator' },
        { label: texts.close, accelerator: 'CmdOrCtrl+W', role: 'close' },
        { label: texts.quit, accelerator: 'CmdOrCtrl+Q', click: () => app.quit() },
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
      label: texts.view,
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
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
