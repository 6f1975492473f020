import type { IncomingMessage, ServerResponse } from 'node:http';
import { sleep } from '../../base/clock';
import type { DemoLanguage } from '../customers/columns';
import type { DemoOptions } from '../options';
import { otherReport } from '../pdf/other-reports';
import { drawReport } from '../pdf/pdf';
import { printedRows } from '../pdf/printed-rows';
import { customersReport } from '../pdf/reports';
import { sendHtml } from './http-answers';
import { otherFormat } from './other-formats';
import { plainPage } from './page-frame';
import type { PortalState } from './portal-state';
import { endCompletely, sendPieces } from './send-pieces';
import type { Session } from './sessions';

/** The excess of `Count=` over the printed rows, with the fault `wrong-count`. */
const WRONG_COUNT_EXCESS = 3;

/** The cents by which `wrong-sum` raises a sum. Rounding 1,452 rows makes a smaller difference. */
const WRONG_SUM_EXCESS_CENTS = 100_00;

/**
 * Draws the `exportNumber`-th export. Its total row may exceed the printed rows: the count by
 * `countExcess`, and the first amount column by `sumExcessCents`.
 */
export function exportPdf(
  options: DemoOptions,
  language: DemoLanguage,
  exportNumber: number,
  countExcess = 0,
  sumExcessCents = 0,
): Promise<Buffer> {
  const rows = printedRows(options, exportNumber);
  const excess = { count: countExcess, sumCents: sumExcessCents };
  return drawReport(customersReport(rows, options, language, excess));
}

/**
 * Waits until the portal's building time has passed since `startedAt` (monotonic clock). A changed
 * delay applies at once. Drawing the PDF in `sendExport` takes additional time.
 */
export async function buildingDelay(
  state: PortalState,
  startedAt = state.clock.monotonicMs(),
): Promise<void> {
  const { clock, options, closing } = state;
  const changed = state.exportDelayChanged.signal;
  const leftMs = Math.max(0, options.exportDelayMs - (clock.monotonicMs() - startedAt));
  await sleep(clock, leftMs, AbortSignal.any([closing.signal, changed]));
  if (changed.aborted && !closing.signal.aborted) {
    await buildingDelay(state, startedAt);
  }
}

/**
 * Sends the PDF as attachment, or a fault's version of it. Returns the export's number if the
 * export counts as complete. After `null`, the next export has the same number.
 */
export async function sendExport(
  state: PortalState,
  session: Session,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number | null> {
  const { options, faults } = state;
  const language = state.languageFor(request.headers['accept-language']);
  if (options.exportType !== 'PDF') {
    await sendFile(
      state,
      response,
      `Clienti.${options.exportType.toLowerCase()}`,
      otherFormat(options.exportType),
    );
    return null;
  }
  const customers = language === 'it' ? 'Clienti' : 'Customers';
  if (faults.strikes('html-instead-of-pdf', 'export')) {
    const page = plainPage(language, "Server Error in '/Archibald' Application.", 'Runtime Error');
    sendHtml(response, 200, page, { 'Content-Disposition': `attachment; filename=${customers}.pdf` });
    return null;
  }
  if (faults.strikes('empty-pdf', 'export')) {
    await sendFile(state, response, `${customers}.pdf`, Buffer.alloc(0));
    return null;
  }
  if (faults.strikes('wrong-report', 'export')) {
    const report = await drawReport(otherReport('Ordini', printedRows(options, state.shownExportNumber)));
    await sendFile(state, response, 'Ordini.pdf', report);
    return null;
  }
  // Applies one fault at a time, so that several one-time faults occur one after the other.
  const { nextExportNumber: exportNumber, shownExportNumber: shown } = state;
  if (faults.strikes('wrong-count', 'export')) {
    const wrong = await exportPdf(options, language, shown, WRONG_COUNT_EXCESS);
    await sendFile(state, response, `${customers}.pdf`, wrong);
    return null;
  }
  const sumExcess = faults.strikes('wrong-sum', 'export') ? WRONG_SUM_EXCESS_CENTS : 0;
  // Italian figures and dates also need an Italian page; the header alone is not enough.
  const isForeign =
    options.figures === 'as-captions' && options.language === 'auto' && !session.hasItalianPages;
  const pdf = await state.draw([shown, language, isForeign, sumExcess].join(), () =>
    exportPdf(isForeign ? { ...options, figures: 'en' } : options, language, shown, 0, sumExcess),
  );
  const half = pdf.subarray(0, Math.floor(pdf.length / 2));
  if (faults.strikes('truncated-clean-pdf', 'export')) {
    await sendFile(state, response, `${customers}.pdf`, half);
    return null;
  }
  if (faults.strikes('truncated-pdf', 'export')) {
    writeFileHead(response, `${customers}.pdf`, pdf.length, options);
    await sendPieces(response, half, options, state.clock, state.closing.signal);
    response.destroy();
    return null;
  }
  const slow = faults.strikes('slow-bytes', 'export');
  return (await sendFile(state, response, `${customers}.pdf`, pdf, slow)) ? exportNumber : null;
}

async function sendFile(
  state: PortalState,
  response: ServerResponse,
  fileName: string,
  bytes: Buffer,
  slow = false,
): Promise<boolean> {
  const { options, clock, closing } = state;
  const pieces = slow
    ? { pieceBytes: Math.ceil(options.dripBytesPerSecond / 10), pieceDelayMs: 100 }
    : options;
  writeFileHead(response, fileName, bytes.length, options);
  return (
    (await sendPieces(response, bytes, pieces, clock, closing.signal)) && (await endCompletely(response))
  );
}

function writeFileHead(
  response: ServerResponse,
  fileName: string,
  sizeBytes: number,
  { pdfDisposition }: DemoOptions,
): void {
  if (response.destroyed) {
    return;
  }
  response.writeHead(200, {
    'Content-Type': 'application/pdf',
    ...(pdfDisposition === 'none'
      ? {}
      : { 'Content-Disposition': `${pdfDisposition}; filename=${fileName}` }),
    'Content-Length': sizeBytes,
    'Cache-Control': 'private',
  });
}
