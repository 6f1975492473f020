import './engine-globals';
// pdf.js looks for `globalThis.pdfjsWorker` first, else for a file next to the script.
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

/** The used part of pdf.js's document. pdf-parse itself offers only text without cells. */
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

/** More pages than any export has (faults.md, 50). */
const MAX_PAGES = 100_000;

/**
 * Opens a PDF with pdf-parse, a full PDF engine that is slower than {@link openStreams}. Fails with
 * ENCRYPTED_PDF or UNREADABLE_PDF. Scripts in the file are never executed.
 */
export async function openWithEngine(bytes: Uint8Array): Promise<Result<DrawnDocument, AppError>> {
  const parser = new PDFParse({
    // pdf.js detaches the buffer that it gets, so it gets a copy.
    data: withoutPictures(bytes),
    verbosity: 0,
    stopAtErrors: true,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
  });
  try {
    // pdf-parse hides the opened document behind `load`.
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
/** A kind of object that the engine skips. */
const PASSED_OVER = '/PS';

/**
 * Returns a copy whose pictures the engine skips. Tables need no pictures, and a small crafted one
 * could fill the memory. The limits of memory and time cover pictures that this search misses.
 */
function withoutPictures(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(bytes);
  // Latin-1 maps each byte to one character, so positions match.
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
