import type { TrayIcon } from './tray-state';

/** What Electron knows of the system's colours. */
export interface SystemColours {
  /** Of this app's windows: the agent's choice in the settings, where one was made. */
  readonly shouldUseDarkColors: boolean;
  /** Of the task bar or menu bar; older Electrons do not tell. */
  readonly shouldUseDarkColorsForSystemIntegratedUI?: boolean;
}

/** Whether the bar that the icon stands on is dark: Windows has it dark and its windows light, unless told otherwise. */
export function isBarDark(colours: SystemColours): boolean {
  return colours.shouldUseDarkColorsForSystemIntegratedUI ?? colours.shouldUseDarkColors;
}

/**
 * Which drawing of main/app/icons is for this state. macOS paints black template images as its bar needs; Windows tells
 * whether its bar is dark; on Linux the panel's colour is unknown, so the icon brings its own ground.
 */
export function trayIconName(icon: TrayIcon, platform: NodeJS.Platform, isDark: boolean): string {
  switch (platform) {
    case 'darwin':
      return icon === 'attention' ? 'template-attention' : `dark-${icon}`;
    case 'win32':
      return `${isDark ? 'light' : 'dark'}-${icon}`;
    default:
      return `colour-${icon}`;
  }
}
