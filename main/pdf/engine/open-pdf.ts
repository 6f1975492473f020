import './engine-globals';
// pdf.js finds its other half in `globalThis.pdfjsWorker`; without it, it would look for a file beside the script.
import 'pdfjs-dist/legacy/build/pdf.worker.min.mjs';
import { PDFParse } from 'pdf-parse';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import type { DrawnDocument } from '../drawing/drawing';
import { pageSpace } from '../drawing/page-space';
import type { OperatorList } from './interpret-operators';
import { interpretOperators } from './interpret-operators';

/** The part of pdf.js's document that is used; pdf-parse opens it but offers only text, without cells. */
interface EngineDocument {
  readonly numPages: number;
  getPage(number: number): Promise<EnginePage>;
}
interface EnginePage {
  readonly view: readonly [number, number, number, number];
  readonly rotate: number;
  getOperatorList(): Promise<OperatorList>;
  cleanup(): void;
}

/** Longer than any export; a file that claims more pages is no export (faults.md, 50). */
const MAX_PAGES = 100_000;

/**
 * Opens a PDF with pdf-parse: slower than {@link openStreams}, but a whole PDF engine. Fails with ENCRYPTED_PDF or
 * UNREADABLE_PDF. Scripts in the file are never executed.
 */
export async function openWithEngine(bytes: Uint8Array): Promise<Result<DrawnDocument, AppError>> {
  const parser = new PDFParse({
    // pdf.js takes the buffer for itself.
    data: withoutPictures(bytes),
    verbosity: 0,
    stopAtErrors: true,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
  });
  try {
    // pdf-parse hides the document it opens behind `load`; see EngineDocument for why it is needed.
    const engine = await (parser as unknown as { load(): Promise<EngineDocument> }).load();
    if (engine.numPages < 1 || engine.numPages > MAX_PAGES) {
      await parser.destroy();
      return fail(
        appError('UNREADABLE_PDF', 'The PDF has an impossible number of pages', { pages: engine.numPages }),
      );
    }
    return ok({
      pageCount: engine.numPages,
      async page(index) {
        const page = await engine.getPage(index + 1);
        const [left, bottom, right, top] = page.view;
        const box = { x: left, y: bottom, width: right - left, height: top - bottom };
        const drawing = interpretOperators(await page.getOperatorList(), pageSpace(box, page.rotate));
        page.cleanup();
        return drawing;
      },
      close: () => parser.destroy(),
    });
  } catch (error) {
    await parser.destroy();
    return fail(openingError(error));
  }
}

const PICTURE = /\/Subtype\s{0,8}\/Image(?![^\s/<>[\]()])/g;
/** A kind of object that the engine passes over. */
const PASSED_OVER = '/PS';

/**
 * A copy whose pictures the engine passes over: no table needs them, and a small one may be made to fill the memory.
 * What hides its kind from this is left to the limits of memory and time.
 */
function withoutPictures(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(bytes);
  // One character for each byte.
  const text = new TextDecoder('latin1').decode(bytes);
  for (const { 0: found, index } of text.matchAll(PICTURE)) {
    const at = index + found.lastIndexOf('/');
    const kind = PASSED_OVER.padEnd(index + found.length - at);
    for (let offset = 0; offset < kind.length; offset += 1) {
      copy[at + offset] = kind.charCodeAt(offset);
    }
  }
  return copy;
}

function openingError(error: unknown): AppError {
  const name = error instanceof Error ? error.name : '';
  return name === 'PasswordException'
    ? appError('ENCRYPTED_PDF', 'The PDF is protected by a password')
    : appError('UNREADABLE_PDF', 'The PDF cannot be opened');
}
