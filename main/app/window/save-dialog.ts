import { join } from 'node:path';
import { app, dialog } from 'electron';
import type { BrowserWindow, FileFilter } from 'electron';

/** Asks for a file path, starting in the documents folder; `null` if the agent cancels. */
export async function askSavePath(
  window: BrowserWindow | null,
  fileName: string,
  filters: FileFilter[],
): Promise<string | null> {
  const options = { defaultPath: join(app.getPath('documents'), fileName), filters };
  const chosen = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
}
