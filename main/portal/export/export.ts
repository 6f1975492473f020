import type { ElementHandle } from 'puppeteer-core';
import type { ErrorCode } from '../../../preload/contract';
import type { PageView } from '../browser/page-scripts';
import { findByText, hasClass } from '../browser/page-scripts';
import type { TrafficMark } from '../browser/traffic';
import { PortalFailure } from '../failures/failure';
import { SELECTORS, TEXTS } from '../selectors';
import type { Visit } from '../visit';
import { ControlGone } from '../visit';
import { decideExport } from './decide-export';
import type { ExportMemory } from './decide-export';
import type { PortalDownload } from './download';
import { findExportItem } from './find-export';
import type { PageListFacts } from './list-facts';
import { readList } from './list-facts';
import { openListAgain } from './reach-list';

/** The number of clicks after which a page error is final (portal.md: the second click works). */
const MAX_CLICKS = 2;

/** The maximum number of attempts to click the export while the list reloads itself. */
const MAX_SETTLINGS = 6;

/**
 * Requests the export and waits for its first byte. Returns the facts shown by the list. Throws
 * EXPORT_NOT_FOUND if the menu has no such item, EXPORT_TIMEOUT if the portal stays silent,
 * EXPORT_REFUSED on any other answer.
 */
export async function startExport(
  visit: Visit,
  download: PortalDownload,
  listPath: string,
): Promise<PageListFacts> {
  for (let click = 1; ; click += 1) {
    const clicked = await clickOnceSettled(visit);
    const outcome = await waitForExport(visit, download, clicked);
    if (outcome === 'started') {
      return clicked.list;
    }
    if (click === MAX_CLICKS) {
      throw outcome === 'list-again'
        ? new PortalFailure('EXPORT_REFUSED', 'The portal shows the list again instead of the export')
        : new PortalFailure('PORTAL_ERROR', 'The portal shows an error of its own instead of the export');
    }
    visit.log.info(`Export answered with ${outcome}, clicking once more`);
    if (outcome === 'reload-failed') {
      // The portal may still process the click, although the page no longer waits for an answer.
      await visit.waitMs(visit.timeouts.settledMs);
    }
    if (!(await visit.waitUntilIdle()).hasMenu) {
      await openListAgain(visit, listPath);
    }
  }
}

type ClickOutcome = 'started' | 'page-error' | 'list-again' | 'reload-failed';

interface Click {
  /** The facts of the list just before the click. */
  readonly list: PageListFacts;
  readonly item: ElementHandle;
  /** The mark of the traffic before the click. */
  readonly before: TrafficMark;
  readonly errorBefore: boolean;
}

/**
 * Finds and clicks the export once the list is stable. Some lists reload themselves after loading.
 * If nothing was requested yet, the search starts again on the new document in the same session.
 */
async function clickOnceSettled(visit: Visit): Promise<Click> {
  for (let settling = 1; ; settling += 1) {
    const { transientError: errorBefore } = await markSettled(visit);
    const before = visit.traffic.mark();
    try {
      const list = await visit.ask(readList, { selectors: SELECTORS, texts: TEXTS });
      const { element: item, by } = await findExportItem(visit);
      await logMenuNumber(visit, item, by);
      await firstClick(visit, item);
      return { list, item, before, errorBefore };
    } catch (error) {
      visit.stopIfCancelled();
      visit.failIfBroken();
      const mayBegin = settling < MAX_SETTLINGS && !visit.traffic.hasPostedSince(before);
      const isReplaced = error instanceof ControlGone || codeOf(error) === 'EXPORT_NOT_FOUND';
      if (
        !mayBegin ||
        !isReplaced ||
        ((await visit.waitUntilIdle()).marked && !(error instanceof ControlGone))
      ) {
        throw error;
      }
      visit.log.info('The list has reloaded itself, looking for the export again');
    }
  }
}

/** Waits until the list is quiet and marks it. Throws SESSION_EXPIRED on a login page. */
function markSettled(visit: Visit): Promise<PageView> {
  const { stableMs, pageMs, swallowedClickMs } = visit.timeouts;
  const startedAt = visit.clock.monotonicMs();
  return visit.until('list at rest', pageMs, async () => {
    await visit.mark();
    const view = await visit.waitUntilIdle();
    failIfNoList(view);
    // Some pages send requests without end.
    const isStable =
      visit.traffic.idleMs >= stableMs || visit.clock.monotonicMs() - startedAt > swallowedClickMs;
    if (view.marked && isStable) {
      return view;
    }
    // Waits until the page may be stable, because checks before would only cost processor time.
    await visit.waitMs(Math.max(0, stableMs - visit.traffic.idleMs));
    return undefined;
  });
}

function failIfNoList(view: PageView): void {
  if (view.passwordFields > 0) {
    throw new PortalFailure('SESSION_EXPIRED', 'The portal shows its login page again');
  }
  if (view.maintenance) {
    throw new PortalFailure('PORTAL_MAINTENANCE', 'The portal says that it is under maintenance');
  }
}

function codeOf(error: unknown): ErrorCode | null {
  return error instanceof PortalFailure ? error.error.code : null;
}

async function waitForExport(
  visit: Visit,
  download: PortalDownload,
  { item, before, errorBefore }: Click,
): Promise<ClickOutcome> {
  const startedAt = visit.clock.monotonicMs();
  let memory: ExportMemory = {
    errorBefore,
    lastClickAt: startedAt,
    repeatedClicks: 0,
    pdfClicked: false,
    reloadedAt: null,
    isRequestedByGet: false,
  };
  for (;;) {
    visit.stopIfCancelled();
    visit.failIfBlocked();
    if (download.hasStarted()) {
      return 'started';
    }
    visit.failIfBroken();
    if (hasFailedReload(visit, before) && !memory.isRequestedByGet) {
      return 'reload-failed';
    }
    visit.failOnStatus(before);
    const now = visit.clock.monotonicMs();
    if (now - startedAt > visit.timeouts.exportMs) {
      throw new PortalFailure('EXPORT_TIMEOUT', 'The portal does not deliver the export', {
        timeoutMs: visit.timeouts.exportMs,
      });
    }
    const view = await visit.look();
    if (view === undefined) {
      await visit.pause(now - startedAt);
      continue;
    }
    if (!view.marked && view.ready) {
      failIfNoList(view);
      if (!visit.traffic.hasPostedSince(before) && !memory.isRequestedByGet) {
        // The page reloaded before the click reached it, so nothing was requested.
        return 'list-again';
      }
      memory = { ...memory, reloadedAt: memory.reloadedAt ?? now };
    }
    const requestSent = visit.traffic.hasSentSince(before);
    const pdf = view.marked && !requestSent ? await pdfItem(visit) : null;
    const observation = { now, view, requestSent, pdfItemShown: pdf !== null };
    // The download may have begun while the page was examined.
    const action = download.hasStarted() ? 'wait' : decideExport(observation, memory, visit.timeouts);
    if (action === 'page-error' || action === 'list-again') {
      return action;
    }
    memory = await act(visit, action, { item, pdf }, memory).catch((error: unknown) => {
      if (!(error instanceof ControlGone)) {
        throw error;
      }
      // The page has reloaded, which the next poll detects.
      return memory;
    });
    await visit.pause(now - startedAt);
  }
}

/** Whether a reload after the click failed. The portal serves one request per session at once. */
function hasFailedReload(visit: Visit, before: TrafficMark): boolean {
  return visit.traffic.documentsSince(before).some((response) => {
    const request = response.request();
    return request.method() === 'GET' && request.redirectChain().length === 0 && response.status() === 500;
  });
}

async function pdfItem(visit: Visit): Promise<ElementHandle | null> {
  return (await visit.findNow(findByText, SELECTORS.menuItem, TEXTS.pdfItem)) ?? null;
}

/** Hovers first, because in some builds a click closes a sub-menu that opened by hovering. */
async function firstClick(visit: Visit, item: ElementHandle): Promise<void> {
  if (!(await visit.askOf(item, hasClass, TEXTS.noSubMenu))) {
    await visit.hover(item);
    await visit.waitMs(visit.timeouts.hoverMs);
    if ((await pdfItem(visit)) !== null) {
      return;
    }
  }
  await visit.click(item);
}

async function act(
  visit: Visit,
  action: 'wait' | 'click-pdf' | 'click-item' | 'ask-by-get',
  { item, pdf }: { readonly item: ElementHandle; readonly pdf: ElementHandle | null },
  memory: ExportMemory,
): Promise<ExportMemory> {
  if (action === 'wait') {
    return memory;
  }
  if (action === 'ask-by-get') {
    // Some builds store the PDF in the session: a GET of the address returns it (portal.md).
    visit.log.info('Page came back without a download, asking for the export by its address');
    await visit.mark();
    await visit.askOnce(() => window.location.assign(window.location.href));
    return { ...memory, isRequestedByGet: true, reloadedAt: null };
  }
  const repeated = action === 'click-item' || memory.pdfClicked;
  if (repeated) {
    visit.log.info('The click did nothing and nothing was sent, clicking again');
  }
  await visit.click(action === 'click-pdf' && pdf !== null ? pdf : item);
  return {
    ...memory,
    lastClickAt: visit.clock.monotonicMs(),
    pdfClicked: memory.pdfClicked || action === 'click-pdf',
    repeatedClicks: memory.repeatedClicks + (repeated ? 1 : 0),
  };
}

async function logMenuNumber(visit: Visit, item: ElementHandle, by: string): Promise<void> {
  const id = await visit.askOf(item, (element) => element.closest('[id*="_DXI"]')?.id);
  visit.log.info(`Export item found by its ${by} (menu id ${/DXI\d+/.exec(id ?? '')?.[0] ?? 'unknown'})`);
}
