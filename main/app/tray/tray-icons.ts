import { nativeImage, nativeTheme } from 'electron';
import type { NativeImage } from 'electron';
import { isBarDark, trayIconName } from './tray-icon-name';
import type { TrayIcon } from './tray-state';

/** The drawings (scripts/lab/icons/draw.mjs) by path, as data URLs: a picture of two sizes cannot be read from one file. */
const DRAWINGS: Readonly<Record<string, string>> = import.meta.glob('./icons/*.png', {
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
