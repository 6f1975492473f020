import { MINUTE, SECOND } from '../base/durations';

/** The time limits of a visit's steps, in milliseconds. */
export interface PortalTimeouts {
  /** The limit for a page load, a loading panel, or the answer to a login. */
  readonly pageMs: number;
  /** The limit from the click on the export to its first byte. */
  readonly exportMs: number;
  /** The limit without a new byte during a download; the whole download has no limit. */
  readonly downloadSilenceMs: number;
  /** The time a sub-menu needs to open on hovering; used only where an item may have one. */
  readonly hoverMs: number;
  /** The wait before a click without effect is repeated. */
  readonly swallowedClickMs: number;
  /** The wait after the page returned without a download, before the export is requested by GET. */
  readonly parkedMs: number;
  /** The silence of the list before the export is clicked: some lists reload themselves. */
  readonly stableMs: number;
  /** The silence after the login's callback, after which a visible form means "not accepted". */
  readonly settledMs: number;
}

/**
 * The default limits. portal.md, The export: 67 s measured, 120 s at busy hours, up to 300 s seen.
 * The export gives up just before the 5-minute stop of a stalled sync, with a more precise error.
 */
export const PORTAL_TIMEOUTS: PortalTimeouts = {
  pageMs: 60 * SECOND,
  exportMs: 5 * MINUTE - 5 * SECOND,
  downloadSilenceMs: 1 * MINUTE,
  hoverMs: 300,
  swallowedClickMs: 3 * SECOND,
  parkedMs: 1.5 * SECOND,
  stableMs: 300,
  settledMs: 2 * SECOND,
};

/** Returns the wait before the next poll: short at first, when an answer is likely. */
export function pollMs(waitedMs: number): number {
  return waitedMs < 1 * SECOND ? 10 : waitedMs < 10 * SECOND ? 50 : 150;
}
