/**
 * The parts of packages that the app neither runs nor ships, each with its reason. Loading such a
 * part throws an error that names it. The build fails if a listed part is no longer found.
 */

/** Modules that packages load only on demand. @type {Readonly<Record<string, string>>} */
const MODULES = {
  'puppeteer-core/lib/esm/puppeteer/bidi/bidi.js': 'the portal window speaks CDP, not WebDriver BiDi',
  'puppeteer-core/lib/esm/puppeteer/node/NodeWebSocketTransport.js': 'there is no debugging port',
  'puppeteer-core/lib/esm/puppeteer/node/LaunchOptions.js': 'no second browser is started',
  '@puppeteer/browsers/lib/esm/main.js': 'no second browser is started',
  // This module is loaded at the start, so it must fail only when it is called.
  'brotli/decompress.js': 'it opens WOFF2 fonts, and the demo has a WOFF',
};

const PDF_JS = 'pdfjs-dist/legacy/build/pdf.mjs';
/** The optional package of pdf.js that main/pdf/engine/engine-globals.ts replaces. */
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

/** Whether the app omits a module. @param {string} id */
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
