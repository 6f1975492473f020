import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = `
const { app, BrowserWindow } = require('electron');
app.on('window-all-closed', () => undefined);
void app.whenReady().then(() => {
  // Referenced, since an unreferenced window may be garbage-collected.
  globalThis.shown = new BrowserWindow({ width: 1280, height: 800 });
  void globalThis.shown.loadFile('index.html');
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

/** Creates an app of Electron and a one-word page, for comparison; returns its folder. */
export function emptyApp(): string {
  const folder = mkdtempSync(join(process.env['E2E_FOLDER'] ?? tmpdir(), 'empty-app-'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(MANIFEST));
  writeFileSync(join(folder, 'main.js'), MAIN);
  writeFileSync(join(folder, 'index.html'), PAGE);
  return folder;
}
