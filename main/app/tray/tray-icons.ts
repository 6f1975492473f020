import { nativeImage, nativeTheme } from 'electron';
import type { NativeImage } from 'electron';
import type { TrayIcon } from './tray-state';

/** The drawings (tests/e2e/icons.spec.ts) by path, as data URLs: a picture of two sizes cannot be read from one file. */
const DRAWINGS: Readonly<Record<string, string>> = import.meta.glob('./icons/*/*.png', {
  query: '?inline',
  import: 'default',
  eager: true,
});

/** The tray's picture for this state, on the panel of this system as it is now. Throws when it was not drawn. */
export function trayImage(icon: TrayIcon): NativeImage {
  const name = trayIconName(icon, process.platform, isBarDark(nativeTheme));
  const image = nativeImage.createEmpty();
  for (const [scaleFactor, suffix] of [
    [1, ''],
    [2, '@2x'],
  ] as const) {
    const dataURL = DRAWINGS[`./icons/${name}${suffix}.png`];
    if (dataURL === undefined) {
      throw new Error(`The tray's icon ${name}${suffix} was not drawn`);
    }
    image.addRepresentation({ scaleFactor, dataURL });
  }
  image.setTemplateImage(process.platform === 'darwin');
  return image;
}

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
 * Which drawing of main/app/tray/icons is for this state. macOS paints black template images as its bar needs; Windows tells
 * whether its bar is dark; on Linux the panel's colour is unknown, so the icon brings its own ground.
 */
export function trayIconName(icon: TrayIcon, platform: NodeJS.Platform, isDark: boolean): string {
  switch (platform) {
    case 'darwin':
      return icon === 'attention' ? 'template/attention' : `dark/${icon}`;
    case 'win32':
      return `${isDark ? 'light' : 'dark'}/${icon}`;
    default:
      return `colour/${icon}`;
  }
}
