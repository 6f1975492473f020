import type { SeededRandom } from '../../../main/demo/customers/random';
import type { CellKind } from './fields';

/** The format of an export's numbers and dates, which may differ from the captions' language. */
export interface Figures {
  readonly numbers: 'it' | 'en';
  readonly dates: 'it' | 'en';
  readonly currency: '€' | '$';
  /** The form of an amount below zero. */
  readonly negative: 'minus first' | 'minus after the currency' | 'brackets';
}

export const ITALIAN_FIGURES: Figures = {
  numbers: 'it',
  dates: 'it',
  currency: '€',
  negative: 'minus first',
};

export const ENGLISH_FIGURES: Figures = { ...ITALIAN_FIGURES, numbers: 'en', dates: 'en', currency: '$' };

export function randomFigures(random: SeededRandom): Figures {
  const numbers = random.pick(['it', 'it', 'en'] as const);
  return {
    numbers,
    dates: random.chance(80) ? numbers : random.pick(['it', 'en'] as const),
    currency: random.pick(['€', '€', '$'] as const),
    negative:
      numbers === 'it'
        ? 'minus first'
        : random.pick(['minus first', 'minus after the currency', 'brackets'] as const),
  };
}

/** Formats a value as the export does. Amounts are integer cents, dates `yyyy-mm-dd`. */
export function printed(kind: CellKind, value: string | number, figures: Figures): string {
  switch (kind) {
    case 'text':
      return String(value);
    case 'id':
      return grouped(String(value), figures);
    case 'count':
      return Number(value) < 0
        ? `-${grouped(String(-Number(value)), figures)}`
        : grouped(String(value), figures);
    case 'amount':
      return amount(Number(value), figures);
    case 'date':
      return date(String(value), figures);
  }
}

function grouped(digits: string, { numbers }: Figures): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, numbers === 'it' ? '.' : ',');
}

function amount(cents: number, figures: Figures): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  const whole = grouped(digits.slice(0, -2), figures);
  const { numbers, currency, negative } = figures;
  if (numbers === 'it') {
    return `${cents < 0 ? '-' : ''}${whole},${digits.slice(-2)} ${currency}`;
  }
  const number = `${whole}.${digits.slice(-2)}`;
  if (cents >= 0) {
    return `${currency}${number}`;
  }
  return {
    'minus first': `-${currency}${number}`,
    'minus after the currency': `${currency}-${number}`,
    brackets: `(${currency}${number})`,
  }[negative];
}

function date(iso: string, { dates }: Figures): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  return dates === 'it' ? `${day}/${month}/${year}` : `${Number(month)}/${Number(day)}/${year}`;
}
