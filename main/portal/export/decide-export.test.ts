import { expect, test } from 'vitest';
import { LIST_VIEW } from '../../../tests/helpers/page-views';
import { PORTAL_TIMEOUTS } from '../timeouts';
import type { ExportMemory, ExportObservation } from './decide-export';
import { decideExport } from './decide-export';

const MEMORY: ExportMemory = {
  errorBefore: false,
  lastClickAt: 0,
  repeatedClicks: 0,
  pdfClicked: false,
  reloadedAt: null,
  isRequestedByGet: false,
};

function decide(
  observation: Omit<Partial<ExportObservation>, 'view'> & { view?: Partial<ExportObservation['view']> },
  memory: Partial<ExportMemory> = {},
): string {
  const { view, ...rest } = observation;
  return decideExport(
    { now: 100, requestSent: false, pdfItemShown: false, ...rest, view: { ...LIST_VIEW, ...view } },
    { ...MEMORY, ...memory },
    PORTAL_TIMEOUTS,
  );
}

test('the PDF item is chosen when the click has opened a sub-menu', () => {
  expect(decide({ pdfItemShown: true })).toBe('click-pdf');
});

test('the export waits as long as the portal creates it', () => {
  expect(decide({ requestSent: true, now: 200_000 })).toBe('wait');
  expect(decide({ requestSent: true, pdfItemShown: true, now: 200_000 })).toBe('wait');
  expect(decide({ view: { loading: true }, now: 200_000 })).toBe('wait');
});

test('a click without effect is repeated twice at most', () => {
  expect(decide({ now: 2_000 })).toBe('wait');
  expect(decide({ now: 4_000 })).toBe('click-item');
  expect(decide({ now: 4_000, pdfItemShown: true }, { pdfClicked: true })).toBe('click-pdf');
  expect(decide({ now: 4_000 }, { repeatedClicks: 2 })).toBe('list-again');
});

test('the export is requested by address once if the list returns without a download', () => {
  const view = { marked: false };
  expect(decide({ view, now: 1_000 }, { reloadedAt: 500 })).toBe('wait');
  expect(decide({ view, now: 3_000 }, { reloadedAt: 500 })).toBe('ask-by-get');
  expect(decide({ view, now: 3_000 }, { reloadedAt: 500, isRequestedByGet: true })).toBe('list-again');
});

test('a page error counts as the answer only if it is new', () => {
  const view = { transientError: true };
  expect(decide({ view })).toBe('page-error');
  expect(decide({ view }, { errorBefore: true })).toBe('wait');
  expect(decide({ view: { ...view, marked: false } }, { errorBefore: true })).toBe('page-error');
});
