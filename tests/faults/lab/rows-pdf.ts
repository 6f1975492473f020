/** Faults of the PDF: real bytes through the real reader. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import PdfKit from 'pdfkit';
import { EIGHT_PAGES, NINE_PAGES, splitIntoStrips } from '../../../main/demo/customers/columns';
import { seededRandom } from '../../../main/demo/customers/random';
import { DEMO_DEFAULTS } from '../../../main/demo/options';
import { OTHER_REPORTS, otherReport } from '../../../main/demo/pdf/other-reports';
import { drawReport } from '../../../main/demo/pdf/pdf';
import { printedRows } from '../../../main/demo/pdf/printed-rows';
import type { ErrorCode } from '../../../preload/contract';
import { it } from '../../../renderer/strings/it';
import { MUTATIONS } from '../../reader/fuzz/mutations';
import { COUNT, demoExport } from './laboratory';
import type { Observed } from './laboratory';
import type { Row } from './row';
import { RECOVERED } from './row';

const FIELDS = EIGHT_PAGES.flat();
const READ: Observed = { ...RECOVERED, attempts: 1 };

function refused(
  fault: number,
  name: string,
  code: ErrorCode,
  bytes: () => Promise<Uint8Array>,
  sees: Pick<Observed, 'attempts' | 'then'>,
): Row {
  return {
    fault,
    name,
    run: async (lab) => lab.syncWith(await bytes()),
    sees: { shown: it.errors[code].title, banner: 'hidden', kept: 'as before', ...sees },
  };
}

function read(fault: number, name: string, bytes: () => Promise<Uint8Array>, sees: Observed = READ): Row {
  return { fault, name, run: async (lab) => lab.syncWith(await bytes()), sees };
}

const QUICK = { attempts: 4, then: 'next slot' } as const;
const PATIENT = { attempts: 1, then: 'once more' } as const;

async function mutated(name: string): Promise<Buffer> {
  const pdf = await demoExport();
  return MUTATIONS[name]?.(pdf, seededRandom(name)) ?? pdf;
}

async function withoutPage(page: number): Promise<Uint8Array> {
  const document = await PDFDocument.load(await demoExport());
  document.removePage(page);
  return document.save();
}

async function swapped(one: number, other: number): Promise<Uint8Array> {
  const from = await PDFDocument.load(await demoExport());
  const order = from.getPageIndices();
  [order[one], order[other]] = [order[other] ?? 0, order[one] ?? 0];
  const to = await PDFDocument.create();
  for (const page of await to.copyPages(from, order)) {
    to.addPage(page);
  }
  return to.save();
}

function encrypted(): Promise<Buffer> {
  return new Promise((resolve) => {
    const document = new PdfKit({ userPassword: 'segreto', pdfVersion: '1.7' });
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.text('Clienti');
    document.end();
  });
}

export const PDF_ROWS: readonly Row[] = [
  refused(41, 'a file of 0 bytes', 'NOT_A_PDF', () => Promise.resolve(Buffer.alloc(0)), QUICK),
  refused(
    41,
    'a page under the name of a PDF',
    'NOT_A_PDF',
    () => Promise.resolve(Buffer.from('<html></html>')),
    QUICK,
  ),
  refused(
    41,
    'a PDF truncated in the middle',
    'INCOMPLETE_EXPORT',
    async () => (await demoExport()).subarray(0, 20_000),
    QUICK,
  ),
  {
    fault: 41,
    name: 'a PDF truncated once',
    run: async (lab) => lab.syncWith((await demoExport()).subarray(0, 20_000), await demoExport()),
    sees: RECOVERED,
  },
  refused(42, 'Count= differs from the rows', 'COUNT_MISMATCH', () => demoExport({}, 2, 3), {
    attempts: 2,
    then: 'once more',
  }),
  {
    fault: 42,
    name: 'Count= differs once',
    run: async (lab) => lab.syncWith(await demoExport({}, 2, 3), await demoExport()),
    sees: RECOVERED,
  },
  read(42, 'a sum that the portal computes wrongly: both ways of reading agree', () =>
    demoExport({}, 2, 0, 10_000),
  ),
  read(42, 'a total row without a count', () => demoExport({ totalRow: 'sums-only' })),
  read(42, 'a total row in other words', () => demoExport({ countWord: 'Conteggio', sumWord: 'Somma' })),
  read(43, 'English figures under Italian captions', () => demoExport({ figures: 'en', currency: '$' })),
  read(43, 'nine pages a cycle', () => demoExport({ strips: NINE_PAGES })),
  read(43, 'the columns in another order', () =>
    demoExport({ strips: splitIntoStrips([...FIELDS].reverse()) }),
  ),
  read(44, 'unknown columns, and E-MAIL', () => demoExport({ extraColumns: true })),
  read(45, 'an optional column is hidden: its values stay', () =>
    demoExport({ strips: splitIntoStrips(FIELDS.filter((field) => field !== 'pec')) }),
  ),
  refused(
    46,
    'no column ID',
    'MISSING_COLUMN',
    () => demoExport({ strips: splitIntoStrips(FIELDS.filter((field) => field !== 'id')) }),
    PATIENT,
  ),
  refused(
    46,
    'no column NOME',
    'MISSING_COLUMN',
    () => demoExport({ strips: splitIntoStrips(FIELDS.filter((field) => field !== 'name')) }),
    PATIENT,
  ),
  refused(46, 'a page is missing', 'INCOMPLETE_EXPORT', () => withoutPage(3), QUICK),
  refused(46, 'two pages of different bands are exchanged', 'STRIP_MISMATCH', () => swapped(3, 11), PATIENT),
  read(47, 'a customer appears twice', () => demoExport({ duplicateRows: 2 })),
  ...OTHER_REPORTS.map((name) =>
    refused(
      48,
      `another report, ${name}`,
      'WRONG_REPORT',
      async () => drawReport(otherReport(name, printedRows({ ...DEMO_DEFAULTS, count: 60 }, 1))),
      PATIENT,
    ),
  ),
  refused(
    46,
    'the list is grouped',
    'GROUPED_LIST',
    () => readFile(join(import.meta.dirname, '../../fixtures/cases/group-row.pdf')),
    PATIENT,
  ),
  refused(50, 'a bomb in a page', 'UNREADABLE_PDF', () => mutated('bombInAll'), QUICK),
  refused(50, 'a loop of pages', 'UNREADABLE_PDF', () => mutated('pageLoop'), QUICK),
  refused(51, 'an encrypted PDF', 'ENCRYPTED_PDF', encrypted, PATIENT),
  read(96, 'the export doubles over night', () => demoExport({ count: 2 * COUNT })),
  read(96, 'the export halves over night', () => demoExport({ gridFilter: 20 }), {
    ...READ,
    shown: it.cache.partial('20', '60'),
  }),
  {
    fault: 19,
    name: 'a filter in the agent’s view, that is accepted as the smaller list',
    run: async (lab) => {
      await lab.syncWith(await demoExport({ gridFilter: 20 }));
      const state = await lab.customers.state();
      if (state.ok && state.value.partialExport !== null) {
        await lab.customers.acceptPartialExport(state.value.partialExport.run);
      }
    },
    sees: READ,
  },
];
