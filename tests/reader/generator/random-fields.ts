import type { SeededRandom } from '../../../main/demo/customers/random';
import type { CustomerField } from '../../../preload/contract';
import { FIELD_NAMES } from './fields';
import type { LayoutColumn } from './layout';
import { columnAlignment } from './layout';

/** A field, or `null` for an unknown column. */
export type RandomField = CustomerField | null;

/** Returns ID, NOME, most other fields and up to two unknown columns, in random order. */
export function randomFields(random: SeededRandom): readonly RandomField[] {
  const share = random.pick([100, 100, 85, 30]);
  const fields: RandomField[] = FIELD_NAMES.filter((field) => {
    const isShown = field === 'email' ? random.chance(30) : random.chance(share);
    return field === 'id' || field === 'name' || isShown;
  });
  if (random.chance(40)) {
    shuffle(fields, random);
  }
  for (let more = random.pick([0, 0, 0, 1, 2]); more > 0; more -= 1) {
    fields.splice(random.below(fields.length + 1), 0, null);
  }
  // Two sales columns may have the same caption; the orders column to the left shows the year.
  return withOrders(withOrders(fields, 'previousSales1Cents'), 'previousSales2Cents');
}

const ORDERS = {
  previousSales1Cents: 'previousOrderCount1',
  previousSales2Cents: 'previousOrderCount2',
} as const;

function withOrders(fields: readonly RandomField[], sales: keyof typeof ORDERS): readonly RandomField[] {
  const orders = ORDERS[sales];
  return fields
    .filter((field) => field !== orders || !fields.includes(sales))
    .flatMap((field) => (field === sales ? [orders, sales] : [field]));
}

function shuffle(fields: RandomField[], random: SeededRandom): void {
  for (let index = fields.length - 1; index > 0; index -= 1) {
    const other = random.below(index + 1);
    [fields[index], fields[other]] = [fields[other] ?? null, fields[index] ?? null];
  }
}

/** Captions unknown to the app. The portal has offered those on exclusive sales since May 2026. */
const UNKNOWN_CAPTIONS = [
  'AGENTE DI ZONA',
  'CATEGORY:',
  'FATTURE INSOLUTE',
  'Priorità',
  'FINE ESCLUSIVA',
  'PREVISIONI ESCLUSIVE',
  'VENDITE IN ESCLUSIVA',
] as const;

export function randomUnknownColumn(random: SeededRandom): LayoutColumn {
  const kind = random.pick(['text', 'text', 'count', 'amount'] as const);
  return {
    field: null,
    kind,
    header: random.pick(UNKNOWN_CAPTIONS),
    nearly: null,
    width: null,
    align: columnAlignment(kind),
    maxLines: 1,
  };
}

/** Returns a function that changes case, accents and punctuation of all captions alike. */
export function randomCaptionStyle(random: SeededRandom): (caption: string) => string {
  const colon = random.pick(['as it is', 'never', 'always', 'after a blank'] as const);
  const apostrophe = random.pick(['as it is', 'straight', 'typographic', 'a blank'] as const);
  const letters = random.pick(['upper', 'upper', 'mixed', 'lower'] as const);
  const isPlain = random.chance(20);
  return (caption) => {
    let text = colon === 'as it is' ? caption : caption.replace(/:$/, '');
    text += { 'as it is': '', never: '', always: ':', 'after a blank': ' :' }[colon];
    if (apostrophe !== 'as it is') {
      text = text.replace(/['’]/g, { straight: "'", typographic: '’', 'a blank': ' ' }[apostrophe]);
    }
    if (isPlain) {
      text = text.normalize('NFD').replace(/\p{M}/gu, '');
    }
    return {
      upper: text,
      mixed: text.slice(0, 1) + text.slice(1).toLowerCase(),
      lower: text.toLowerCase(),
    }[letters];
  };
}
