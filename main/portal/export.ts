import type { ElementHandle } from 'puppeteer-core';
import { decideExport } from './decide-export';
import type { ExportMemory } from './decide-export';
import type { PortalDownload } from './download';
import { PortalFailure } from './failure';
import { findExportItem } from './find-export';
import { hasClass } from './page-scripts';
import { openListAgain } from './reach-list';
import { SELECTORS, TEXTS } from './selectors';
import type { Visit } from './visit';

/** How often the export is clicked before its page error counts (portal.md: the same click works the second time). */
const MAX_CLICKS = 2;

/**
 * Asks for the export and waits until its first byte. Throws EXPORT_NOT_FOUND when the menu has no such item,
 * EXPORT_TIMEOUT when the portal stays silent, EXPORT_REFUSED when it answers with anything else.
 */
export async function startExport(visit: Visit, download: PortalDownload, listPath: string): Promise<void> {
  for (let click = 1; ; click += 1) {
    const outcome = await clickExport(visit, download);
    if (outcome === 'started') {
      return;
    }
    if (click === MAX_CLICKS) {
      throw outcome === 'page-error'
        ? new PortalFailure('PORTAL_ERROR', 'The portal shows an error of its own instead of the export')
        : new PortalFailure('EXPORT_REFUSED', 'The portal shows the list again instead of the export');
    }
    visit.log.info(`Export answered with ${outcome}, clicking once more`);
    if (!(await visit.idle()).hasMenu) {
      await openListAgain(visit, listPath);
    }
  }
}

type ClickOutcome = 'started' | 'page-error' | 'list-again';

async function clickExport(visit: Visit, download: PortalDownload): Promise<ClickOutcome> {
  await visit.mark();
  const { transientError: errorBefore } = await visit.idle();
  const { element: item, by } = await findExportItem(visit);
  const before = visit.traffic.mark();
  await logMenuNumber(visit, item, by);
  await firstClick(visit, item);

  const startedAt = visit.clock.monotonicMs();
  let memory: ExportMemory = {
    errorBefore,
    lastClickAt: startedAt,
    repeatedClicks: 0,
    pdfClicked: false,
    reloadedAt: null,
    askedByGet: false,
  };
  for (;;) {
    visit.stopIfCancelled();
    visit.failIfBlocked();
    if (download.hasStarted()) {
      return 'started';
    }
    visit.failIfBroken();
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
      if (view.passwordFields > 0) {
        throw new PortalFailure('SESSION_EXPIRED', 'The portal shows its login page again');
      }
      if (view.maintenance) {
        throw new PortalFailure('PORTAL_MAINTENANCE', 'The portal says that it is under maintenance');
      }
      memory = { ...memory, reloadedAt: memory.reloadedAt ?? now };
    }
    const requestSent = visit.traffic.hasSentSince(before);
    const pdf = view.marked && !requestSent ? await visit.find(SELECTORS.menuItem, TEXTS.pdfItem) : null;
    const observation = { now, view, requestSent, pdfItemShown: pdf !== null };
    // The download may have begun while the page was looked at.
    const action = download.hasStarted() ? 'wait' : decideExport(observation, memory, visit.timeouts);
    if (action === 'page-error' || action === 'list-again') {
      return action;
    }
    memory = await act(visit, action, { item, pdf }, memory);
    await visit.pause(now - startedAt);
  }
}

/** Sub-menus open on hovering in some builds, and a click on their parent would close them again; none was ever seen. */
async function firstClick(visit: Visit, item: ElementHandle): Promise<void> {
  if (!(await item.evaluate(hasClass, TEXTS.noSubMenu))) {
    await item.hover();
    await visit.waitMs(visit.timeouts.hoverMs);
    if ((await visit.find(SELECTORS.menuItem, TEXTS.pdfItem)) !== null) {
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
    // Some builds park the PDF in the session: a GET of the same address returns it (portal.md, The export).
    visit.log.info('Page came back without a download, asking for the export by its address');
    await visit.mark();
    await visit.page.evaluate(() => window.location.assign(window.location.href));
    return { ...memory, askedByGet: true, reloadedAt: null };
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
  const id = await item.evaluate((element) => element.closest('[id*="_DXI"]')?.id ?? '');
  visit.log.info(`Export item found by its ${by} (menu id ${/DXI\d+/.exec(id)?.[0] ?? 'unknown'})`);
}
