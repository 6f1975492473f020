/**
 * Draws the app's icons from their shapes with the app's own Chromium (`npm run lab -- icons`). The
 * icons are committed, so only a changed shape needs a run.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'playwright/test';
import type { ElectronApplication } from 'playwright/test';
import { dataFolder, launchHidden, quit } from './launch';

const PROJECT = resolve(__dirname, '../..');

const TRAY_FOLDER = join(PROJECT, 'main/app/tray/icons');
/** The size of the tray icon in logical pixels, for macOS. Windows and Linux scale the icon. */
const TRAY_SIZE = 18;
const APP_SIZE = 1024;

const ATTENTION = '#e8590c';
const INKS = { dark: '#000000', light: '#ffffff' };

/** Draws the letter of the logo and, in its corner, the badge with a ring cut out around it. */
function glyph(ink: string, badge: string): string {
  const cut = badge === '' ? '' : '<circle cx="24" cy="24" r="10.5" fill="black"/>';
  return `<mask id="m"><rect width="32" height="32" fill="white"/>${cut}</mask>
    <g mask="url(#m)"><path d="M5 28 16 4l11 24" fill="none" stroke="${ink}" stroke-width="4.6"
      stroke-linecap="round" stroke-linejoin="round"/><circle cx="16" cy="21" r="3" fill="${ink}"/></g>${badge}`;
}

/** Draws an icon for panels of any colour, for desktops that do not report theirs. */
function coloured(ground: string, badge: string): string {
  return `<rect x="1" y="1" width="30" height="30" rx="8" fill="${ground}"/>
    <path d="M8 24 16 7l8 17" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round"
      stroke-linejoin="round"/><circle cx="16" cy="19.5" r="2.8" fill="#ffd166"/>${badge}`;
}

const arrows = (
  ink: string,
): string => `<g fill="none" stroke="${ink}" stroke-width="2.6" stroke-linecap="round"
  stroke-linejoin="round"><path d="M17.6 22.6a6.6 6.6 0 0 1 11.6-2.4"/><path d="M30.4 25.4a6.6 6.6 0 0 1-11.6 2.4"/>
  <path d="M29.6 16.4v4h-4"/><path d="M18.4 31.6v-4h4"/></g>`;
const mark = (ground: string, ink: string): string => `<circle cx="24" cy="24" r="8" fill="${ground}"/>
  <path d="M24 19.4v5" stroke="${ink}" stroke-width="2.6" stroke-linecap="round"/><circle cx="24" cy="28" r="1.6" fill="${ink}"/>`;
const disc = (content: string): string => `<circle cx="24" cy="24" r="9" fill="#fff"/>${content}`;
const bars = (ink: string): string =>
  `<path d="M21.4 20v8M26.6 20v8" stroke="${ink}" stroke-width="2.8" stroke-linecap="round"/>`;

function trayIcons(): Readonly<Record<string, string>> {
  const icons: Record<string, string> = {
    'colour/idle': coloured('#0c6b75', ''),
    'colour/syncing': coloured('#0c6b75', disc(arrows('#0c6b75'))),
    'colour/attention': coloured('#0c6b75', disc(mark(ATTENTION, '#fff'))),
    'colour/quiet': coloured('#7b8789', disc(bars('#56636a'))),
  };
  for (const [name, ink] of Object.entries(INKS)) {
    icons[`${name}/idle`] = glyph(ink, '');
    icons[`${name}/syncing`] = glyph(ink, arrows(ink));
    icons[`${name}/attention`] = glyph(ink, mark(ATTENTION, '#fff'));
    icons[`${name}/quiet`] = `<g opacity="0.55">${glyph(ink, bars(ink))}</g>`;
  }
  // macOS colours the opaque pixels of these icons itself, so the mark is a hole.
  icons['template/attention'] = glyph(
    '#000',
    '<mask id="h"><rect width="32" height="32" fill="white"/><path d="M24 19.4v5" stroke="black" stroke-width="2.6" stroke-linecap="round"/><circle cx="24" cy="28" r="1.6" fill="black"/></mask><circle cx="24" cy="24" r="8" mask="url(#h)"/>',
  );
  return icons;
}

/** Draws in a hidden window, because the policy of the app's own page forbids such pictures. */
async function draw(
  app: ElectronApplication,
  content: string,
  viewBox: number,
  size: number,
): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${viewBox} ${viewBox}">${content}</svg>`;
  const script = `new Promise((done, failed) => {
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = ${size};
      canvas.getContext('2d').drawImage(image, 0, 0, ${size}, ${size});
      done(canvas.toDataURL('image/png'));
    };
    image.onerror = failed;
    image.src = ${JSON.stringify(`data:image/svg+xml,${encodeURIComponent(svg)}`)};
  })`;
  const png = await app.evaluate(async ({ BrowserWindow }, code) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL('about:blank');
    const drawn = String(await window.webContents.executeJavaScript(code));
    window.destroy();
    return drawn;
  }, script);
  expect(png).toMatch(/^data:image\/png;base64,/);
  return Buffer.from(png.slice(png.indexOf(',') + 1), 'base64');
}

test.skip(process.env['LAB'] !== 'icons', 'Icons are drawn by npm run lab -- icons');

test('the lab draws the icons of the tray and of the app', async () => {
  const app = await launchHidden(dataFolder(), ['--hidden']);
  for (const [name, content] of Object.entries(trayIcons())) {
    mkdirSync(dirname(join(TRAY_FOLDER, name)), { recursive: true });
    writeFileSync(join(TRAY_FOLDER, `${name}.png`), await draw(app, content, 32, TRAY_SIZE));
    writeFileSync(join(TRAY_FOLDER, `${name}@2x.png`), await draw(app, content, 32, 2 * TRAY_SIZE));
  }
  const logo = readFileSync(join(PROJECT, 'build/icons/app.svg'), 'utf8');
  const shapes = logo.replace(/^<svg[^>]*>|<\/svg>\s*$/g, '');
  writeFileSync(join(PROJECT, 'build/icons/app.png'), await draw(app, shapes, 512, APP_SIZE));
  await quit(app);
});
