import type { TrayIcon } from './tray-state';

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
