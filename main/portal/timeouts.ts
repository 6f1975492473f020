import { MINUTE, SECOND } from '../base/durations';

/** How long each step may take before the visit gives up, in milliseconds. */
export interface PortalTimeouts {
  /** A page to open, a loading panel to go, a login to be answered. */
  readonly pageMs: number;
  /** From the click on the export to its first byte. */
  readonly exportMs: number;
  /** Without a new byte while the export comes; the download as a whole may take as long as it needs. */
  readonly downloadSilenceMs: number;
  /** A sub-menu that opens on hovering has opened after this; waited for only where an item may have one. */
  readonly hoverMs: number;
  /** A click that led to nothing is tried once more after this. */
  readonly swallowedClickMs: number;
  /** After the page came back without a download, before the export is asked for by a GET. */
  readonly parkedMs: number;
  /** The list asks for nothing for this long before the export is clicked: some load themselves again when they are there. */
  readonly restMs: number;
  /** The login's callback has ended: if the form still stands there in silence after this, it was not accepted. */
  readonly settledMs: number;
}

/**
 * portal.md, The export: 67 s were measured, 120 s at busy hours, 300 s have been seen. A sync without progress for 5
 * minutes is stopped whatever it does: the export gives up just before, since it can say what it has waited for.
 */
export const PORTAL_TIMEOUTS: PortalTimeouts = {
  pageMs: 60 * SECOND,
  exportMs: 5 * MINUTE - 5 * SECOND,
  downloadSilenceMs: 1 * MINUTE,
  hoverMs: 300,
  swallowedClickMs: 3 * SECOND,
  parkedMs: 1.5 * SECOND,
  restMs: 300,
  settledMs: 2 * SECOND,
};

/**
 * How long to wait before looking again, `waitedMs` after a wait began: often while an answer at once is likely, seldom
 * when the portal is at work for a minute.
 */
export function pollMs(waitedMs: number): number {
  return waitedMs < 1 * SECOND ? 10 : waitedMs < 10 * SECOND ? 50 : 150;
}
