import type { PageView } from '../browser/page-scripts';
import type { PortalTimeouts } from '../timeouts';

/** The steps so far after a click on the export; times by the monotonic clock, in milliseconds. */
export interface ExportMemory {
  readonly errorBefore: boolean;
  readonly lastClickAt: number;
  /** The number of times that a click without effect was repeated. */
  readonly repeatedClicks: number;
  readonly pdfClicked: boolean;
  /** The time when the page was first seen reloaded without a download; `null` if it was not. */
  readonly reloadedAt: number | null;
  readonly isRequestedByGet: boolean;
}

export interface ExportObservation {
  readonly now: number;
  readonly view: PageView;
  /** Whether the page has sent a form or callback, or requested a document, since the click. */
  readonly requestSent: boolean;
  /** Whether a PDF item is visible: the click has opened a sub-menu. */
  readonly pdfItemShown: boolean;
}

export type ExportAction = 'wait' | 'click-pdf' | 'click-item' | 'ask-by-get' | 'page-error' | 'list-again';

const MAX_REPEATED_CLICKS = 2;

/** Decides the next step between the export click and the first byte (portal.md, The export). */
export function decideExport(
  { now, view, requestSent, pdfItemShown }: ExportObservation,
  memory: ExportMemory,
  timeouts: PortalTimeouts,
): ExportAction {
  if (!view.ready || view.loading) {
    return 'wait';
  }
  if (view.transientError && !(view.marked && memory.errorBefore)) {
    return 'page-error';
  }
  if (!view.marked) {
    const backFor = memory.reloadedAt === null ? 0 : now - memory.reloadedAt;
    if (backFor <= timeouts.parkedMs) {
      return 'wait';
    }
    return memory.isRequestedByGet ? 'list-again' : 'ask-by-get';
  }
  if (requestSent) {
    return 'wait';
  }
  if (pdfItemShown && !memory.pdfClicked) {
    return 'click-pdf';
  }
  if (now - memory.lastClickAt <= timeouts.swallowedClickMs) {
    return 'wait';
  }
  if (memory.repeatedClicks === MAX_REPEATED_CLICKS) {
    return 'list-again';
  }
  return pdfItemShown ? 'click-pdf' : 'click-item';
}
