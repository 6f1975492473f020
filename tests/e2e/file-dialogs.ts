import type { ElectronApplication } from 'playwright/test';

interface Answers {
  /** The file to save, or a folder for files of the suggested name. Without it, saving is cancelled. */
  readonly save?: string;
  /** The file to open. */
  readonly open?: string;
}

/** Answers the system's file dialogs from now on, because nobody can click in a test. */
export async function answerFileDialogs(app: ElectronApplication, answers: Answers): Promise<void> {
  await app.evaluate(({ dialog }, { save = '', open = '' }) => {
    const paths = process.getBuiltinModule('node:path');
    const { statSync } = process.getBuiltinModule('node:fs');
    dialog.showSaveDialog = ((...args: { defaultPath?: string }[]) => {
      const suggested = args.at(-1)?.defaultPath ?? '';
      Object.assign(globalThis, { suggestedPath: suggested });
      const isFolder = statSync(save, { throwIfNoEntry: false })?.isDirectory() ?? false;
      const filePath = isFolder ? paths.join(save, paths.basename(suggested)) : save;
      return Promise.resolve({ canceled: save === '', filePath });
    }) as typeof dialog.showSaveDialog;
    dialog.showOpenDialog = () => Promise.resolve({ canceled: open === '', filePaths: [open] });
  }, answers);
}

/** Returns the path that the app suggested last for a saved file; empty before the first. */
export function suggestedPath(app: ElectronApplication): Promise<string> {
  return app.evaluate(() => (Reflect.get(globalThis, 'suggestedPath') as string | undefined) ?? '');
}
