/**
 * What packages bring that this app never runs, and so does not ship: each piece with its reason. One that is reached
 * all the same says so, and a package that has changed its shape stops the build.
 */

/** Loaded by packages only where it is needed. @type {Readonly<Record<string, string>>} */
const MODULES = {
  'puppeteer-core/lib/esm/puppeteer/bidi/bidi.js': 'the portal window speaks CDP, not WebDriver BiDi',
  'puppeteer-core/lib/esm/puppeteer/node/NodeWebSocketTransport.js': 'there is no debugging port',
  'puppeteer-core/lib/esm/puppeteer/node/LaunchOptions.js': 'no second browser is started',
  '@puppeteer/browsers/lib/esm/main.js': 'no second browser is started',
  // Loaded at once, and called where it is needed.
  'brotli/decompress.js': 'it opens WOFF2 fonts, and the demo has a WOFF',
};

const PDF_JS = 'pdfjs-dist/legacy/build/pdf.mjs';
/** Looked for as pdf.js loads, and missed aloud; main/pdf/engine/engine-globals.ts has what reading needs of it. */
const CANVAS = 'canvas = require("@napi-rs/canvas");';

/** @returns {import('vite').Plugin} */
export function leaveOut() {
  /** @type {Set<string>} */
  const met = new Set();
  return {
    name: 'leave-out',
    load(id) {
      const path = leftOut(id);
      if (path === undefined) {
        return null;
      }
      met.add(path);
      const refusal = JSON.stringify(`${path} is left out of the app: ${MODULES[path]}`);
      return path === 'brotli/decompress.js'
        ? `export default function leftOut() { throw new Error(${refusal}); }`
        : `throw new Error(${refusal});`;
    },
    transform(code, id) {
      if (!isFile(id, PDF_JS) || !code.includes(CANVAS)) {
        return null;
      }
      met.add(PDF_JS);
      return { code: code.replace(CANVAS, ''), map: null };
    },
    buildEnd(error) {
      const missed = [...Object.keys(MODULES), PDF_JS].filter((path) => !met.has(path));
      if (error === undefined && missed.length > 0) {
        this.error(`No longer found in the packages, see scripts/package/left-out.mjs: ${missed.join(', ')}`);
      }
    },
  };
}

/** Whether only a refusal stands for this module. @param {string} id */
export function isLeftOut(id) {
  return leftOut(id) !== undefined;
}

/** @param {string} id */
function leftOut(id) {
  return Object.keys(MODULES).find((path) => isFile(id, path));
}

/** @param {string} id @param {string} path in node_modules */
function isFile(id, path) {
  return id.replaceAll('\\', '/').endsWith(`/node_modules/${path}`);
}
