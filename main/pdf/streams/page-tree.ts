import type { PDFObject } from '@cantoo/pdf-lib';
import { PDFArray, PDFCatalog, PDFName, PDFNumber, PDFPageLeaf, PDFPageTree, PDFRef } from '@cantoo/pdf-lib';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import type { PdfObjects } from './listed-objects';

export const DAMAGED_STRUCTURE = appError('UNREADABLE_PDF', 'The structure of the PDF is damaged');

export interface FoundPages {
  /** References to the pages, in order. */
  readonly pages: readonly PDFObject[];
  /** The error about missing, repeated or moved pages; `null` if there are none. */
  readonly disorder: AppError | null;
}

export function findAllPages(objects: PdfObjects): Result<FoundPages, AppError> {
  try {
    const { root } = objects;
    const tree = root instanceof PDFCatalog ? objects.lookup(root.get(PDFName.of('Pages'))) : undefined;
    if (!(tree instanceof PDFPageTree)) {
      return fail(DAMAGED_STRUCTURE);
    }
    const found: PageSearch = { pages: [], contents: [], nodes: new Set() };
    findPages(tree, objects, found);
    return ok({ pages: found.pages, disorder: findDisorder(tree, found) });
  } catch {
    return fail(DAMAGED_STRUCTURE);
  }
}

interface PageSearch {
  readonly pages: PDFObject[];
  /** The number of the object in which each page's content begins, if the content is referenced. */
  readonly contents: number[];
  /** The branches of the tree that were visited. */
  readonly nodes: Set<PDFObject>;
}

function findPages(node: PDFPageTree, objects: PdfObjects, found: PageSearch): void {
  const kids = objects.lookup(node.get(PDFName.of('Kids')));
  if (!(kids instanceof PDFArray)) {
    throw new RangeError('A branch of the page tree has no pages');
  }
  for (const kid of kids.asArray()) {
    const child = objects.lookup(kid);
    if (child instanceof PDFPageLeaf) {
      found.pages.push(kid);
      const content = child.get(PDFName.of('Contents'));
      const first = content instanceof PDFArray ? content.get(0) : content;
      if (first instanceof PDFRef) {
        found.contents.push(first.objectNumber);
      }
    } else if (child instanceof PDFPageTree) {
      if (found.nodes.has(kid)) {
        throw new RangeError('A branch of the page tree occurs twice');
      }
      found.nodes.add(kid);
      findPages(child, objects, found);
    }
  }
}

/** Pages were moved if at most this share of the steps goes in the rarer direction. */
const MOVED_SHARE = 0.25;

/**
 * Detects missing, repeated and moved pages. Pages of an export look alike, so a wrong order could
 * go unnoticed. A writer numbers objects as it writes them, first page or last page first. So if
 * few steps between the numbers of the pages' contents go the other way, pages were moved.
 */
function findDisorder(tree: PDFPageTree, { pages, contents }: PageSearch): AppError | null {
  const root = tree.get(PDFName.of('Count'));
  const declared = root instanceof PDFNumber ? root.asNumber() : null;
  if (declared !== pages.length) {
    return appError('INCOMPLETE_EXPORT', 'The PDF states a different number of pages than it contains', {
      declared: declared ?? -1,
      pages: pages.length,
    });
  }
  if (new Set(contents).size !== contents.length) {
    return appError('INCOMPLETE_EXPORT', 'A page of the PDF occurs twice');
  }
  const steps = contents.slice(1).map((number, index) => number - (contents[index] ?? 0));
  const back = Math.min(steps.filter((step) => step < 0).length, steps.filter((step) => step > 0).length);
  return back > 0 && back <= MOVED_SHARE * steps.length
    ? appError('INCOMPLETE_EXPORT', 'The pages of the PDF are not in their original order', {
        back,
      })
    : null;
}
