import type { ElementHandle } from 'puppeteer-core';
import { findByName, findByTitle } from '../browser/page-scripts';
import { PortalFailure } from '../failures/failure';
import { SELECTORS, TEXTS } from '../selectors';
import type { Visit } from '../visit';

export interface ExportItem {
  readonly element: ElementHandle;
  readonly by: 'class' | 'name' | 'title' | 'words';
}

/**
 * Finds the export item by its most reliable sign (portal.md, The list and the export); opens the
 * overflow menu if a narrow page has moved it there. Clicks nothing else, since other items do
 * damage. Throws EXPORT_NOT_FOUND.
 */
export async function findExportItem(visit: Visit): Promise<ExportItem> {
  const item = await shownItem(visit);
  if (item !== null) {
    return item;
  }
  const overflow = await visit.find(SELECTORS.overflowItem, TEXTS.overflowItem);
  if (overflow === null) {
    throw notFound();
  }
  await visit.click(overflow);
  const startedAt = visit.clock.monotonicMs();
  // The overflow item is always present, and empty if all items have room.
  return visit.until('export item in the overflow menu', visit.timeouts.pageMs, async () => {
    const shown = await shownItem(visit);
    if (shown === null && visit.clock.monotonicMs() - startedAt > visit.timeouts.swallowedClickMs) {
      throw notFound();
    }
    return shown ?? undefined;
  });
}

async function shownItem(visit: Visit): Promise<ExportItem | null> {
  const ways = [
    ['class', () => visit.findBy(findByTitle, SELECTORS.exportClass, null)],
    ['name', () => visit.findBy(findByName, TEXTS.exportName)],
    ['title', () => visit.findBy(findByTitle, SELECTORS.exportTitle, TEXTS.exportTitle)],
    ['words', () => visit.find(SELECTORS.menuItem, TEXTS.exportItem)],
    ['words', () => visit.find(SELECTORS.control, TEXTS.exportItem)],
  ] as const;
  for (const [by, look] of ways) {
    const element = await look();
    if (element !== null) {
      return { element, by };
    }
  }
  return null;
}

function notFound(): PortalFailure {
  return new PortalFailure('EXPORT_NOT_FOUND', 'The customers list has no export item');
}
