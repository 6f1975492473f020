import type { ElementHandle } from 'puppeteer-core';
import { decideExport } from './decide-export';
import type { ExportMemory } from './decide-export';
import type { PortalDownload } from './download';
import { PortalFailure } from './failure';
import type { PageView } from './page-scripts';
import { PATHS, SELECTORS, TEXTS } from './selectors';
import type { Visit } from './visit';

/** How often the export is clicked before its page error counts (portal.md: the same click works the second time). */
const MAX_CLICKS = 2;

/**
 * Opens the customers list. Throws SESSION_EXPIRED when the portal shows its login page in its place, under whatever
 * address, and PORTAL_MAINTENANCE or PORTAL_PAGE_UNKNOWN when it is no list.
 */
export async function openCustomersList(visit: Visit): Promise<void> {
  await visit.open(PATHS.customers);
  await visit.until('customers list', visit.timeouts.pageMs, async () => {
    const view = await visit.idle();
    failIfNoList(view);
    return view.hasMenu ? true : undefined;
  });
}

/**
 * Asks for the export and waits until its first byte. Throws EXPORT_NOT_FOUND when the menu has no such item,
 * EXPORT_TIMEOUT when the portal stays silent, EXPORT_REFUSED when it answers with anything else.
 */
export async function startExport(visit: Visit, download: PortalDownload): Promise<void> {
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
      await openCustomersList(visit);
    }
  }
}

type ClickOutcome = 'started' | 'page-error' | 'list-again';

async function clickExport(visit: Visit, download: PortalDownload): Promise<ClickOutcome> {
  await visit.mark();
  const { transientError: errorBefore } = await visit.idle();
  const item = await findExportItem(visit);
  const answersBefore = visit.answers;
  const requestsBefore = visit.pageRequests;
  await logMenuNumber(visit, item);
  await item.hover();
  await visit.waitMs(visit.timeouts.hoverMs);
  // A sub-menu that opens on hovering would be closed again by a click on its parent.
  if ((await visit.find(SELECTORS.menuItem, TEXTS.pdfItem)) === null) {
    await visit.click(item);
  }

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
    visit.failOnStatus(answersBefore);
    const now = visit.clock.monotonicMs();
    if (now - startedAt > visit.timeouts.exportMs) {
      throw new PortalFailure('EXPORT_TIMEOUT', 'The portal does not deliver the export', {
        timeoutMs: visit.timeouts.exportMs,
      });
    }
    const view = await visit.view();
    if (!view.marked) {
      failIfNoList(view);
      memory = { ...memory, reloadedAt: memory.reloadedAt ?? now };
    }
    const pdf = view.marked ? await visit.find(SELECTORS.menuItem, TEXTS.pdfItem) : null;
    const requestSent = visit.pageRequests > requestsBefore;
    const observation = { now, view, requestSent, pdfItemShown: pdf !== null };
    // The download may have begun while the page was looked at.
    const action = download.hasStarted() ? 'wait' : decideExport(observation, memory, visit.timeouts);
    if (action === 'page-error' || action === 'list-again') {
      return action;
    }
    memory = await act(visit, action, { item, pdf }, memory);
    await visit.pause();
  }
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
  await hoverAndClick(visit, action === 'click-pdf' && pdf !== null ? pdf : item);
  return {
    ...memory,
    lastClickAt: visit.clock.monotonicMs(),
    pdfClicked: memory.pdfClicked || action === 'click-pdf',
    repeatedClicks: memory.repeatedClicks + (repeated ? 1 : 0),
  };
}

/** Sub-menus open on hovering in some builds and on a click in others. */
async function hoverAndClick(visit: Visit, control: ElementHandle): Promise<void> {
  await control.hover();
  await visit.click(control);
}

async function logMenuNumber(visit: Visit, item: ElementHandle): Promise<void> {
  const id = await item.evaluate((element) => element.closest('[id*="_DXI"]')?.id ?? '');
  visit.log.info(`Export item found by its text (menu id ${/DXI\d+/.exec(id)?.[0] ?? 'unknown'})`);
}

/** Finds the export item by its text, opening the "…" menu if a narrow page has moved it there. */
async function findExportItem(visit: Visit): Promise<ElementHandle> {
  const item =
    (await visit.find(SELECTORS.menuItem, TEXTS.exportItem)) ??
    (await visit.find(SELECTORS.control, TEXTS.exportItem));
  if (item !== null) {
    return item;
  }
  const overflow = await visit.find(SELECTORS.overflowItem, TEXTS.overflowItem);
  if (overflow === null) {
    throw new PortalFailure('EXPORT_NOT_FOUND', 'The customers list has no item to export with');
  }
  await hoverAndClick(visit, overflow);
  return visit.until('export item in the overflow menu', visit.timeouts.pageMs, async () => {
    return (await visit.find(SELECTORS.menuItem, TEXTS.exportItem)) ?? undefined;
  });
}

function failIfNoList(view: PageView): void {
  if (!view.ready) {
    return;
  }
  if (view.passwordFields > 0) {
    throw new PortalFailure('SESSION_EXPIRED', 'The portal shows its login page again');
  }
  if (view.maintenance) {
    throw new PortalFailure('PORTAL_MAINTENANCE', 'The portal says that it is under maintenance');
  }
}
