import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Without a window it is what any app weighs in the tray. */
export const NO_WINDOW = '--no-window';

const MAIN = `
const { app, BrowserWindow } = require('electron');
app.on('window-all-closed', () => undefined);
void app.whenReady().then(() => {
  if (!process.argv.includes('${NO_WINDOW}')) {
    // Kept: a window that nothing refers to may be taken away.
    globalThis.shown = new BrowserWindow({ width: 1280, height: 800 });
    void globalThis.shown.loadFile('index.html');
  }
});
`;
const MANIFEST = { name: 'empty', version: '1.0.0', main: 'main.js' };
const PAGE = `<!doctype html>
<meta charset="utf-8" />
<title>Empty</title>
<p>Empty</p>
<script>
  requestAnimationFrame(() => performance.mark('customers-shown'));
</script>
`;

/** The folder of an app that is nothing but Electron and a page with one word: what ours is compared with. */
export function emptyApp(): string {
  const folder = mkdtempSync(join(process.env['E2E_FOLDER'] ?? tmpdir(), 'empty-app-'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(MANIFEST));
  writeFileSync(join(folder, 'main.js'), MAIN);
  writeFileSync(join(folder, 'index.html'), PAGE);
  return folder;
}
