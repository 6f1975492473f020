import { Menu, app } from 'electron';
import type { Language } from '../../../preload/contract';
import type { MenuActions } from './menu-template';
import { menuTemplate } from './menu-template';

/** Sets the app's menu in this language. */
export function setMenu(language: Language, actions: Omit<MenuActions, 'onQuit'>): void {
  const template = menuTemplate(app.name, language, process.platform, {
    ...actions,
    onQuit: () => app.quit(),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
