/**
 * Draws the app's icons anew from their shapes: `npm run lab -- icons`. Runs inside Electron, whose Chromium is the
 * only thing here that draws SVG. What it draws is committed, so that nobody needs to run it but who changes a shape.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BrowserWindow, app } from 'electron';
import { PROJECT } from '../../setup/places.mjs';

const TRAY_FOLDER = join(PROJECT, 'main/app/tray/icons');
/** Logical pixels of the tray's icon: what macOS has room for; Windows and Linux scale it. */
const TRAY_SIZE = 18;
const APP_SIZE = 1024;

const ATTENTION = '#e8590c';
const INKS = { dark: '#000000', light: '#ffffff' };

/**
 * The letter of the logo, and in its corner what the app is at. A ring is cut out around that.
 * @param {string} ink @param {string} badge
 */
function glyph(ink, badge) {
  const cut = badge === '' ? '' : '<circle cx="24" cy="24" r="10.5" fill="black"/>';
  return `<mask id="m"><rect width="32" height="32" fill="white"/>${cut}</mask>
    <g mask="url(#m)"><path d="M5 28 16 4l11 24" fill="none" stroke="${ink}" stroke-width="4.6"
      stroke-linecap="round" stroke-linejoin="round"/><circle cx="16" cy="21" r="3" fill="${ink}"/></g>${badge}`;
}

/**
 * Works on panels of any colour, for desktops that do not tell theirs.
 * @param {string} ground @param {string} badge
 */
function coloured(ground, badge) {
  return `<rect x="1" y="1" width="30" height="30" rx="8" fill="${ground}"/>
    <path d="M8 24 16 7l8 17" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round"
      stroke-linejoin="round"/><circle cx="16" cy="19.5" r="2.8" fill="#ffd166"/>${badge}`;
}

/** @param {string} ink */
const arrows = (ink) => `<g fill="none" stroke="${ink}" stroke-width="2.6" stroke-linecap="round"
  stroke-linejoin="round"><path d="M17.6 22.6a6.6 6.6 0 0 1 11.6-2.4"/><path d="M30.4 25.4a6.6 6.6 0 0 1-11.6 2.4"/>
  <path d="M29.6 16.4v4h-4"/><path d="M18.4 31.6v-4h4"/></g>`;
/** @param {string} ground @param {string} ink */
const mark = (ground, ink) => `<circle cx="24" cy="24" r="8" fill="${ground}"/>
  <path d="M24 19.4v5" stroke="${ink}" stroke-width="2.6" stroke-linecap="round"/><circle cx="24" cy="28" r="1.6" fill="${ink}"/>`;
/** @param {string} content */
const disc = (content) => `<circle cx="24" cy="24" r="9" fill="#fff"/>${content}`;
/** @param {string} ink */
const bars = (ink) =>
  `<path d="M21.4 20v8M26.6 20v8" stroke="${ink}" stroke-width="2.8" stroke-linecap="round"/>`;

function trayIcons() {
  /** @type {Record<string, string>} */
  const icons = {
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
  // macOS paints these itself: only what is opaque counts, so the mark is a hole.
  icons['template/attention'] = glyph(
    '#000',
    '<mask id="h"><rect width="32" height="32" fill="white"/><path d="M24 19.4v5" stroke="black" stroke-width="2.6" stroke-linecap="round"/><circle cx="24" cy="28" r="1.6" fill="black"/></mask><circle cx="24" cy="24" r="8" mask="url(#h)"/>',
  );
  return icons;
}

/**
 * @param {BrowserWindow} window @param {string} content @param {number} viewBox @param {number} size
 * @param {string} path
 */
async function draw(window, content, viewBox, size, path) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${viewBox} ${viewBox}">${content}</svg>`;
  /** @type {unknown} */
  const drawn = await window.webContents.executeJavaScript(`new Promise((done, failed) => {
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = ${size};
      canvas.getContext('2d').drawImage(image, 0, 0, ${size}, ${size});
      done(canvas.toDataURL('image/png'));
    };
    image.onerror = failed;
    image.src = ${JSON.stringify(`data:image/svg+xml,${encodeURIComponent(svg)}`)};
  })`);
  const png = String(drawn);
  writeFileSync(path, Buffer.from(png.slice(png.indexOf(',') + 1), 'base64'));
}

async function drawAll() {
  const window = new BrowserWindow({ show: false });
  await window.loadURL('data:text/html,');
  for (const [name, content] of Object.entries(trayIcons())) {
    mkdirSync(dirname(join(TRAY_FOLDER, name)), { recursive: true });
    await draw(window, content, 32, TRAY_SIZE, join(TRAY_FOLDER, `${name}.png`));
    await draw(window, content, 32, 2 * TRAY_SIZE, join(TRAY_FOLDER, `${name}@2x.png`));
  }
  const logo = readFileSync(join(PROJECT, 'build/icons/app.svg'), 'utf8');
  const shapes = logo.replace(/^<svg[^>]*>|<\/svg>\s*$/g, '');
  await draw(window, shapes, 512, APP_SIZE, join(PROJECT, 'build/icons/app.png'));
}

const code = await app
  .whenReady()
  .then(drawAll)
  .then(
    () => 0,
    (/** @type {unknown} */ error) => {
      process.stderr.write(`${String(error)}\n`);
      return 1;
    },
  );
app.exit(code);
