import type { SeededRandom } from '../../../main/demo/customers/random';
import type { CaptionLanguage } from './fields';
import { FIELDS, SIMILAR_CAPTIONS } from './fields';
import { randomFigures } from './figures';
import type { CellDrawing, Layout, LayoutColumn, TextDrawing } from './layout';
import { LETTER, portalColumn, portalLayout } from './layout';
import type { RandomField } from './random-fields';
import { randomCaptionStyle, randomFields, randomUnknownColumn } from './random-fields';
import { randomTotals } from './random-totals';
import type { SourceRecord } from './records';
import { NO_TOTALS } from './totals';

/** The percentage of exports drawn as the portal does. */
const PORTAL_SHARE = 60;

const PAGES = [
  LETTER,
  { width: 595.28, height: 841.89 },
  { width: 792, height: 612 },
  { width: 841.89, height: 595.28 },
] as const;

/** Returns a random layout for these customers: columns, grouping, page and drawing. */
export function randomLayout(random: SeededRandom, records: readonly SourceRecord[]): Layout {
  const isPortal = random.chance(PORTAL_SHARE);
  const fields = randomFields(random);
  const columns = randomColumns(random, fields, records);
  const figures = randomFigures(random);
  if (isPortal) {
    return { ...portalLayout(columns), figures, totals: randomTotals(random, columns, records.length) };
  }
  // Without drawn cells, the reader refuses an export with too few customers to find the columns.
  const areColumnsClear = records.length === 0 || records.length >= 20;
  const cells = random.pick<CellDrawing>([
    'filled',
    'filled',
    'filled',
    'alternate',
    'header',
    'borders',
    'strokes',
    areColumnsClear ? 'none' : 'filled',
  ]);
  const isDrawn = cells !== 'none';
  const clips = isDrawn && random.chance(80);
  const font = random.chance(92) ? 'embedded' : 'standard';
  const totals = randomTotals(random, columns, records.length);
  // Text without a Unicode map is read in only one way, so no second reading can check a wrong sum.
  const off = font === 'embedded' ? totals.off : NO_TOTALS.off;
  return {
    bytes: random.pick(['portal', 'other', 'other', 'other', 'other, not packed'] as const),
    figures,
    columns: columns.map((column) => ({ ...column, ...randomShape(random, column) })),
    grouping: random.pick(['fit', 'fit', 'random', 'one page'] as const),
    page: random.pick(PAGES),
    origin: random.chance(15) ? [random.between(-80, 80), random.between(-80, 80)] : [0, 0],
    rotation: random.chance(15) ? random.pick([90, 180, 270] as const) : 0,
    cells,
    rowColours: random.pick(['one', 'two'] as const),
    clips,
    text: random.pick<TextDrawing>(['whole', 'whole', 'pieces', 'array', 'glyphs']),
    blanksShown: random.chance(60),
    wrappedHeaders: isDrawn && random.chance(15),
    allWrap: isDrawn && random.chance(30),
    font,
    pageNumbers: isDrawn && random.chance(15),
    // Without drawn cells, the reader needs customers to assign a sum to a column. It also needs
    // totals to be sure that no page is missing at the end.
    totals:
      !isDrawn && (records.length === 0 || totals === NO_TOTALS)
        ? { ...NO_TOTALS, count: 'below' }
        : { ...totals, off },
  };
}

function randomColumns(
  random: SeededRandom,
  fields: readonly RandomField[],
  records: readonly SourceRecord[],
): readonly LayoutColumn[] {
  const language: CaptionLanguage = random.chance(50) ? 'it' : 'en';
  const style = randomCaptionStyle(random);
  const similar = random.chance(20) ? random.pick(Object.keys(SIMILAR_CAPTIONS)) : null;
  const isNumbered = random.chance(50);
  return fields.map((field): LayoutColumn => {
    if (field === null) {
      return randomUnknownColumn(random);
    }
    const column = portalColumn(field, language);
    const nearly = field === similar ? SIMILAR_CAPTIONS[field] : undefined;
    // The reader accepts a similar caption only if the values of the column confirm it.
    if (nearly !== undefined && records.some((record) => record[field] !== null)) {
      return { ...column, header: nearly.caption, nearly: nearly.nearly };
    }
    const header =
      field === 'previousSales2Cents' && isNumbered ? `${FIELDS[field][language]} 2` : column.header;
    return { ...column, header: style(header) };
  });
}

/** Returns a random width and line count, which may be too small for the content. */
function randomShape(
  random: SeededRandom,
  { kind, nearly }: LayoutColumn,
): Pick<LayoutColumn, 'width' | 'maxLines'> {
  const wide = { id: 55.5, text: 120, count: 180, amount: 105, date: 135 }[kind];
  return {
    width: Math.max(24, Math.round(wide * random.pick([0.6, 0.8, 1, 1, 1, 1.3]) * 4) / 4),
    maxLines: kind === 'text' && nearly === null && random.chance(40) ? random.between(1, 6) : 2,
  };
}
