import { MINUTE, SECOND } from '../base/durations';

/** How long each step may take before the visit gives up, in milliseconds. */
export interface PortalTimeouts {
  /** A page to open, a loading panel to go, a login to be answered. */
  readonly pageMs: number;
  /** From the click on the export to its first byte. */
  readonly exportMs: number;
  /** Without a new byte while the export comes; the download as a whole may take as long as it needs. */
  readonly downloadSilenceMs: number;
  /** A sub-menu that opens on hovering has opened after this. */
  readonly hoverMs: number;
  /** A click that led to nothing is tried once more after this. */
  readonly swallowedClickMs: number;
  /** After the page came back without a download, before the export is asked for by a GET. */
  readonly parkedMs: number;
}

/**
 * portal.md, The export: 2–20 s as a rule, 120 s at busy hours, 300 s have been seen. A sync without progress for 5
 * minutes is stopped whatever it does: the export gives up just before, since it can say what it has waited for.
 */
export const PORTAL_TIMEOUTS: PortalTimeouts = {
  pageMs: 60 * SECOND,
  exportMs: 5 * MINUTE - 5 * SECOND,
  downloadSilenceMs: 1 * MINUTE,
  hoverMs: 300,
  swallowedClickMs: 3 * SECOND,
  parkedMs: 1.5 * SECOND,
};
