import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import type { SeededRandom } from '../../../main/demo/customers/random';

/** Creates a well-formed PDF with missing, repeated or moved pages, as PDF editors do. */
export type PageMutation = (pdf: Buffer, random: SeededRandom, cycle: number) => Promise<Buffer>;

export const PAGE_MUTATIONS: Readonly<Record<string, PageMutation>> = {
  dropPages: (pdf, random) =>
    rearranged(pdf, random, (pages) => without(pages, random.below(pages.length), random.pick([1, 1, 2, 3]))),
  dropBand: (pdf, random, cycle) =>
    rearranged(pdf, random, (pages) => without(pages, random.below(pages.length / cycle) * cycle, cycle)),
  dropLastBand: (pdf, random, cycle) => rearranged(pdf, random, (pages) => pages.slice(0, -cycle)),
  swapPages: (pdf, random) =>
    rearranged(pdf, random, (pages) =>
      swapped(pages, random.below(pages.length), random.below(pages.length)),
    ),
  swapSameStrip: (pdf, random, cycle) =>
    rearranged(pdf, random, (pages) => {
      const strip = random.below(cycle);
      const bands = pages.length / cycle;
      return swapped(pages, random.below(bands) * cycle + strip, random.below(bands) * cycle + strip);
    }),
  repeatPage: (pdf, random) =>
    rearranged(pdf, random, (pages) => {
      const out = [...pages];
      out[random.below(pages.length)] = pages[random.below(pages.length)] ?? 0;
      return out;
    }),
  rotate: (pdf, random) =>
    rearranged(pdf, random, (pages) => {
      const by = random.below(pages.length);
      return [...pages.slice(by), ...pages.slice(0, by)];
    }),
  shuffle: (pdf, random) =>
    rearranged(pdf, random, (pages) => {
      const keys = pages.map(() => random.below(1_000_000));
      return [...pages].sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
    }),
};

function without(pages: readonly number[], from: number, count: number): readonly number[] {
  return pages.filter((_, index) => index < from || index >= from + count);
}

function swapped(pages: readonly number[], one: number, other: number): readonly number[] {
  const out = [...pages];
  [out[one], out[other]] = [pages[other] ?? 0, pages[one] ?? 0];
  return out;
}

/** Rebuilds the PDF with its pages in the new order, so that only their content shows the old. */
async function rearranged(
  pdf: Buffer,
  random: SeededRandom,
  order: (pages: readonly number[]) => readonly number[],
): Promise<Buffer> {
  const from = await PDFDocument.load(pdf);
  const indices = order(from.getPageIndices());
  if (random.chance(50)) {
    const to = await PDFDocument.create();
    for (const page of await to.copyPages(from, [...indices])) {
      to.addPage(page);
    }
    return Buffer.from(await to.save({ useObjectStreams: random.chance(50) }));
  }
  const refs = from.getPages().map(({ ref }) => ref);
  const tree = from.catalog.Pages();
  tree.set(PDFName.of('Kids'), from.context.obj(indices.flatMap((index) => refs[index] ?? [])));
  tree.set(PDFName.of('Count'), from.context.obj(indices.length));
  return Buffer.from(await from.save({ useObjectStreams: random.chance(50) }));
}
