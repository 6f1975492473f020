import type { DemoLanguage } from '../../../main/demo/columns';
import { DEMO_COLUMNS } from '../../../main/demo/columns';
import type { DemoField } from '../../../main/demo/customer-record';
import { DEMO_FIELDS } from '../../../main/demo/customer-record';
import type { SeededRandom } from '../../../main/demo/random';

/** A column of a generated export: one of the customers' fields, or one the app does not know. */
export interface LayoutColumn {
  readonly field: DemoField | null;
  readonly header: string;
  readonly width: number;
  readonly align: 'left' | 'right';
  /** How many lines at most its texts are broken into. */
  readonly mostLines: number;
}

/** How the cells are drawn: as the portal does, with fewer fills, with strokes, or not at all. */
export type CellDrawing = 'filled' | 'alternate' | 'header' | 'borders' | 'strokes' | 'none';

/** How a line's text is shown. */
export type TextDrawing = 'whole' | 'pieces' | 'array' | 'glyphs';

/** Everything about a generated export but its customers. */
export interface Layout {
  readonly language: DemoLanguage;
  readonly columns: readonly LayoutColumn[];
  /** How the columns are cut into strips. */
  readonly grouping: 'fit' | 'random' | 'one page';
  readonly page: { readonly width: number; readonly height: number };
  /** Where the media box begins, and how far a viewer turns the page. */
  readonly origin: readonly [x: number, y: number];
  readonly rotation: 0 | 90 | 180 | 270;
  readonly cells: CellDrawing;
  readonly clips: boolean;
  readonly text: TextDrawing;
  /** Whether blanks at the joints of pieces are shown or only left out. */
  readonly blanksShown: boolean;
  readonly wrappedHeaders: boolean;
  /** Whether every column breaks what is too long for it, or only those that the portal breaks. */
  readonly allWrap: boolean;
  readonly font: 'embedded' | 'standard';
  readonly compress: boolean;
  readonly count: 'footer' | 'none';
  readonly pageNumbers: boolean;
}

const PAGES = [
  { width: 612, height: 792 },
  { width: 595.28, height: 841.89 },
  { width: 792, height: 612 },
  { width: 841.89, height: 595.28 },
] as const;

const WRAPPING: ReadonlySet<DemoField> = new Set(['name', 'street', 'attentionTo', 'description', 'city']);
const RIGHT: ReadonlySet<string> = new Set(['thousands', 'count', 'amount']);

/** A random layout: any order, subset and grouping of columns, any page, any way of drawing. */
export function randomLayout(random: SeededRandom): Layout {
  const language = random.chance(50) ? 'it' : 'en';
  const cells = random.pick<CellDrawing>([
    'filled',
    'filled',
    'filled',
    'filled',
    'alternate',
    'header',
    'borders',
    'strokes',
    'none',
  ]);
  const fields = randomFields(random);
  const headerStyle = randomHeaderStyle(random);
  const manyLines = random.chance(40);
  // Alone and without its number, the second column of sales would pass for the first.
  const numbered = !fields.includes('previousSales1Cents') || random.chance(50);
  const columns = fields.map((field): LayoutColumn => {
    if (field === null) {
      const header = random.pick(['AGENTE DI ZONA', 'CATEGORY:', 'FATTURE INSOLUTE', 'Priorità']);
      return {
        field,
        header: `${header} ${random.between(1, 9_999)}`,
        width: 160,
        align: 'left',
        mostLines: 1,
      };
    }
    const { kind, width, ...headers } = DEMO_COLUMNS[field];
    return {
      field,
      header: headerStyle(headers[language] + (field === 'previousSales2Cents' && numbered ? ' 2' : '')),
      width: Math.max(24, Math.round(width * random.pick([0.6, 0.8, 1, 1, 1, 1.3]) * 4) / 4),
      align: RIGHT.has(kind) ? 'right' : 'left',
      mostLines: manyLines && (WRAPPING.has(field) || kind === 'text') ? random.between(1, 6) : 2,
    };
  });
  const grouping = random.pick(['fit', 'fit', 'random', 'one page'] as const);
  return {
    language,
    columns,
    grouping,
    page: random.pick(PAGES),
    origin: random.chance(15) ? [random.between(-80, 80), random.between(-80, 80)] : [0, 0],
    rotation: random.chance(15) ? random.pick([90, 180, 270] as const) : 0,
    cells,
    clips: cells !== 'none' && random.chance(80),
    text: random.pick<TextDrawing>(['whole', 'whole', 'pieces', 'array', 'glyphs']),
    blanksShown: random.chance(60),
    wrappedHeaders: cells !== 'none' && random.chance(15),
    allWrap: cells !== 'none' && random.chance(30),
    font: random.chance(92) ? 'embedded' : 'standard',
    compress: random.chance(90),
    count: random.chance(90) ? 'footer' : 'none',
    pageNumbers: cells !== 'none' && random.chance(15),
  };
}

/** ID and NOME always, the others mostly; in the ERP's order or any other; up to two unknown columns among them. */
function randomFields(random: SeededRandom): readonly (DemoField | null)[] {
  const share = random.pick([100, 100, 85, 30]);
  const fields: (DemoField | null)[] = DEMO_FIELDS.filter(
    (field) => field === 'id' || field === 'name' || random.chance(share),
  );
  if (random.chance(40)) {
    for (let index = fields.length - 1; index > 0; index -= 1) {
      const other = random.below(index + 1);
      [fields[index], fields[other]] = [fields[other] ?? null, fields[index] ?? null];
    }
  }
  // The second column of last years' sales is told by its place when its header has no number.
  const [first, second] = [fields.indexOf('previousSales1Cents'), fields.indexOf('previousSales2Cents')];
  if (second !== -1 && first > second) {
    [fields[first], fields[second]] = ['previousSales2Cents', 'previousSales1Cents'];
  }
  for (let more = random.pick([0, 0, 0, 1, 2]); more > 0; more -= 1) {
    fields.splice(random.below(fields.length + 1), 0, null);
  }
  return fields;
}

function randomHeaderStyle(random: SeededRandom): (header: string) => string {
  const colon = random.pick(['as it is', 'never', 'always'] as const);
  const apostrophe = random.pick(['as it is', 'straight', 'typographic'] as const);
  const letters = random.pick(['upper', 'upper', 'mixed'] as const);
  return (header) => {
    let text = colon === 'as it is' ? header : header.replace(/:$/, '');
    text += colon === 'always' ? ':' : '';
    if (apostrophe !== 'as it is') {
      text = text.replace(/['’]/g, apostrophe === 'straight' ? "'" : '’');
    }
    return letters === 'mixed' ? text.slice(0, 1) + text.slice(1).toLowerCase() : text;
  };
}
