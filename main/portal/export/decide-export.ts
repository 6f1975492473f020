import type { PageView } from '../browser/page-scripts';
import type { PortalTimeouts } from '../timeouts';

/** What has been done so far about one click on the export; times on the monotonic clock, in milliseconds. */
export interface ExportMemory {
  /** The page's own error already stood there before the click. */
  readonly errorBefore: boolean;
  readonly lastClickAt: number;
  /** Clicks that were made because the one before led to nothing. */
  readonly repeatedClicks: number;
  readonly pdfClicked: boolean;
  /** Since when the page stands there anew without a download; `null` while it has not been loaded again. */
  readonly reloadedAt: number | null;
  readonly askedByGet: boolean;
}

export interface ExportObservation {
  readonly now: number;
  readonly view: PageView;
  /** Whether the page has sent a form or a callback, or asked for a document, since the first click. */
  readonly requestSent: boolean;
  /** Whether a PDF item is on show: the click has opened a sub-menu. */
  readonly pdfItemShown: boolean;
}

export type ExportAction = 'wait' | 'click-pdf' | 'click-item' | 'ask-by-get' | 'page-error' | 'list-again';

const MAX_REPEATED_CLICKS = 2;

/** Decides the next move while the export has been clicked and no byte has come yet (portal.md, The export). */
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
    return memory.askedByGet ? 'list-again' : 'ask-by-get';
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
