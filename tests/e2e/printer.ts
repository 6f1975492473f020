import type { ElectronApplication } from 'playwright/test';

/**
 * Prints sheets of later windows to a PDF file, because no test has a printer. Main writes the file:
 * an answer as large as a PDF runs main's garbage collector, which can drop the answer.
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
