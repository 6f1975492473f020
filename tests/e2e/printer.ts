import type { ElectronApplication } from 'playwright/test';

/**
 * Prints sheets of later windows to a PDF file, because no test has a printer. Main writes the
 * file, because so large an answer can be garbage-collected before it is sent.
 */
export async function printToFile(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ app: electron }, file) => {
    const { writeFileSync } = process.getBuiltinModule('node:fs');
    electron.on('web-contents-created', (_event, contents) => {
      contents.print = (_options, answer) => {
        void contents.printToPDF({ preferCSSPageSize: true }).then((pdf) => {
          writeFileSync(file, pdf);
          Object.assign(globalThis, { hasPrinted: true });
          answer?.(true, '');
        });
      };
    });
  }, path);
}

/** Whether a sheet has been printed since {@link printToFile}. */
export function hasPrinted(app: ElectronApplication): Promise<boolean> {
  return app.evaluate(() => Reflect.get(globalThis, 'hasPrinted') === true);
}
