import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import { ListFile } from '../../settings/list-file';
import { Settings } from '../../settings/settings';

/** Opens the agent's settings. A damaged file is logged and kept next to the new one. */
export function openSettings(
  folder: string,
  clock: Clock,
  log: Log,
): { readonly settings: Settings; readonly list: ListFile } {
  const settings = new Settings(folder, () => clock.now());
  if (settings.loaded !== 'read' && settings.loaded !== 'new') {
    log.warn(
      `[App] The settings file was damaged: ${settings.loaded}, and a copy of the damaged file is kept`,
    );
  }
  const list = new ListFile(folder, clock, (code) =>
    log.warn(`[App] The list's settings were not saved: ${code}`),
  );
  if (list.loaded !== 'read' && list.loaded !== 'new') {
    log.warn(
      `[App] The list's settings were only partly readable: ${list.loaded}, and a copy of the file is kept`,
    );
  }
  return { settings, list };
}
