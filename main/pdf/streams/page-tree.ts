import type { PDFObject } from '@cantoo/pdf-lib';
import { PDFArray, PDFCatalog, PDFName, PDFNumber, PDFPageLeaf, PDFPageTree, PDFRef } from '@cantoo/pdf-lib';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import type { PdfObjects } from './listed-objects';

export const DAMAGED_STRUCTURE = appError('UNREADABLE_PDF', 'The structure of the PDF is damaged');

export interface FoundPages {
  /** References to the pages, in their order. */
  readonly pages: readonly PDFObject[];
  /** What is wrong with them, as in an export of which some are missing; or nothing. */
  readonly disorder: AppError | null;
}

/** The pages of a file that has any. */
export function pagesOf(objects: PdfObjects): Result<FoundPages, AppError> {
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
  /** The number of the object in which each page's content begins, where it is one. */
  readonly contents: number[];
  /** The branches of the tree that were gone through. */
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
        throw new RangeError('A branch of the page tree stands twice');
      }
      found.nodes.add(kid);
      findPages(child, objects, found);
    }
  }
}

/** Fewer steps back than this share are pages that were moved; more, and the producer numbers in an order of its own. */
const MOVED_SHARE = 0.25;

/**
 * Pages of an export look alike, so that one in the place of another may go unnoticed. A writer numbers what it writes
 * as it goes: content that goes back to a lower number was moved.
 */
function findDisorder(tree: PDFPageTree, { pages, contents }: PageSearch): AppError | null {
  const root = tree.get(PDFName.of('Count'));
  const declared = root instanceof PDFNumber ? root.asNumber() : null;
  if (declared !== pages.length) {
    return appError('INCOMPLETE_EXPORT', 'The PDF does not hold as many pages as it says', {
      declared: declared ?? -1,
      pages: pages.length,
    });
  }
  if (new Set(contents).size !== contents.length) {
    return appError('INCOMPLETE_EXPORT', 'A page of the PDF stands twice');
  }
  const steps = contents.slice(1).map((number, index) => number - (contents[index] ?? 0));
  const back = Math.min(steps.filter((step) => step < 0).length, steps.filter((step) => step > 0).length);
  return back > 0 && back <= MOVED_SHARE * steps.length
    ? appError('INCOMPLETE_EXPORT', 'The pages of the PDF are not in the order they were written in', {
        back,
      })
    : null;
}
