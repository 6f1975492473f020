import { nativeImage, nativeTheme } from 'electron';
import type { NativeImage } from 'electron';
import type { TrayIcon } from './tray-state';

/** The drawings by path, as data URLs. Each size needs its own file (tests/e2e/icons.spec.ts). */
const DRAWINGS: Readonly<Record<string, string>> = import.meta.glob('./icons/*/*.png', {
  query: '?inline',
  import: 'default',
  eager: true,
});

/** Returns the tray image for this state and the current panel. Throws if it is missing. */
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

export interface SystemColours {
  /** Whether this app's windows are dark: the agent's choice if there is one. */
  readonly shouldUseDarkColors: boolean;
  /** Whether the task bar or menu bar is dark; missing in older Electrons. */
  readonly shouldUseDarkColorsForSystemIntegratedUI?: boolean;
}

/** Returns whether the bar behind the icon is dark. On Windows it may differ from the windows. */
export function isBarDark(colours: SystemColours): boolean {
  return colours.shouldUseDarkColorsForSystemIntegratedUI ?? colours.shouldUseDarkColors;
}

/**
 * Returns the name of the drawing in main/app/tray/icons for this state. macOS colours black
 * template images as needed, and Windows reports whether its bar is dark. On Linux the panel's
 * colour is unknown, so the icon has its own background.
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
