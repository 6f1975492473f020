import { expect, test } from 'vitest';
import { PORTAL_TIMEOUTS } from '../timeouts';
import type { ExportMemory, ExportObservation } from './decide-export';
import { decideExport } from './decide-export';

const VIEW: ExportObservation['view'] = {
  path: '/Archibald/CUSTTABLE_ListView_Agent/',
  ready: true,
  loading: false,
  passwordFields: 0,
  hasMenu: true,
  hasError: false,
  locked: false,
  passwordExpired: false,
  extraStep: false,
  transientError: false,
  maintenance: false,
  marked: true,
};
const MEMORY: ExportMemory = {
  errorBefore: false,
  lastClickAt: 0,
  repeatedClicks: 0,
  pdfClicked: false,
  reloadedAt: null,
  askedByGet: false,
};

function decide(
  observation: Omit<Partial<ExportObservation>, 'view'> & { view?: Partial<ExportObservation['view']> },
  memory: Partial<ExportMemory> = {},
): string {
  const { view, ...rest } = observation;
  return decideExport(
    { now: 100, requestSent: false, pdfItemShown: false, ...rest, view: { ...VIEW, ...view } },
    { ...MEMORY, ...memory },
    PORTAL_TIMEOUTS,
  );
}

test('chooses PDF when the click has opened a sub-menu', () => {
  expect(decide({ pdfItemShown: true })).toBe('click-pdf');
});

test('waits as long as the portal builds the export', () => {
  expect(decide({ requestSent: true, now: 200_000 })).toBe('wait');
  expect(decide({ requestSent: true, pdfItemShown: true, now: 200_000 })).toBe('wait');
  expect(decide({ view: { loading: true }, now: 200_000 })).toBe('wait');
});

test('clicks again when a click led to nothing, and gives up after two more', () => {
  expect(decide({ now: 2_000 })).toBe('wait');
  expect(decide({ now: 4_000 })).toBe('click-item');
  expect(decide({ now: 4_000, pdfItemShown: true }, { pdfClicked: true })).toBe('click-pdf');
  expect(decide({ now: 4_000 }, { repeatedClicks: 2 })).toBe('list-again');
});

test('asks by address once when the list comes back without a download', () => {
  const view = { marked: false };
  expect(decide({ view, now: 1_000 }, { reloadedAt: 500 })).toBe('wait');
  expect(decide({ view, now: 3_000 }, { reloadedAt: 500 })).toBe('ask-by-get');
  expect(decide({ view, now: 3_000 }, { reloadedAt: 500, askedByGet: true })).toBe('list-again');
});

test('takes a page error as the answer only when it is new', () => {
  const view = { transientError: true };
  expect(decide({ view })).toBe('page-error');
  expect(decide({ view }, { errorBefore: true })).toBe('wait');
  expect(decide({ view: { ...view, marked: false } }, { errorBefore: true })).toBe('page-error');
});
