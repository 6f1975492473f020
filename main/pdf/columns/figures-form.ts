/** The form in which an export prints its numbers and dates. */
export interface FiguresForm {
  /** The sign before the cents. The other sign separates thousands. */
  readonly decimal: ',' | '.';
  /** Whether dates begin with the day, not with the month. */
  readonly dayFirst: boolean;
}

export const FIGURES_FORMS: readonly FiguresForm[] = [
  { decimal: ',', dayFirst: true },
  { decimal: ',', dayFirst: false },
  { decimal: '.', dayFirst: true },
  { decimal: '.', dayFirst: false },
];

const DATE = /^(\d{1,2})\/(\d{1,2})\/\d{4}$/;

/**
 * Finds the form of numbers and dates from the figures in a file, not from the captions' language.
 * Captions may mix languages: for weeks, deciding by them swapped days and months (portal.md,
 * Language).
 */
export class FiguresEvidence {
  /** The number of decimal commas minus the number of decimal points. */
  #decimals = 0;
  /**
   * The number of points that separate thousands, minus the number of such commas. Whole numbers
   * may use another separator than amounts.
   */
  #thousands = 0;
  #dayFirst = 0;
  #monthFirst = 0;
  #padded = 0;
  #bare = 0;

  /** Evaluates a number cell; `isCertain` if its column holds whole numbers or amounts. */
  noteNumber(text: string, isCertain: boolean): void {
    if (!text.includes(',') && !text.includes('.')) {
      return;
    }
    const [number = ''] = /\d[\d.,]*/.exec(text.replace(/['’\s]/g, '')) ?? [];
    const comma = number.lastIndexOf(',');
    const point = number.lastIndexOf('.');
    const last = Math.max(comma, point);
    if (last === -1) {
      return;
    }
    const digits = number.length - last - 1;
    const isOnly = number.indexOf(number.charAt(last)) === last;
    const isDecimal = (comma !== -1 && point !== -1) || (isOnly && (digits === 1 || digits === 2));
    // Three digits after a separator mean thousands only in columns with at most two decimals.
    const isThousands = !isDecimal && isCertain && digits === 3;
    if (isDecimal) {
      this.#decimals += last === comma ? 1 : -1;
    } else if (isThousands) {
      this.#thousands += last === comma ? -1 : 1;
    }
  }

  noteDate(text: string): void {
    const found = DATE.exec(text);
    if (found === null) {
      return;
    }
    const [, first = '', second = ''] = found;
    this.#dayFirst += Number(first) > 12 ? 1 : 0;
    this.#monthFirst += Number(second) > 12 ? 1 : 0;
    this.#padded += first.startsWith('0') || second.startsWith('0') ? 1 : 0;
    this.#bare += first.length === 1 || second.length === 1 ? 1 : 0;
  }

  /** Returns the most frequent form. If numbers show none, dates decide it, and vice versa. */
  form(): FiguresForm {
    const byNumbers = Math.sign(this.#decimals) || Math.sign(this.#thousands);
    // Days above 12 decide. If there are none, leading zeros do, because English dates have none.
    const byDates = Math.sign(this.#dayFirst - this.#monthFirst) || Math.sign(this.#padded - this.#bare);
    return {
      decimal: (byNumbers || byDates) < 0 ? '.' : ',',
      dayFirst: (byDates || byNumbers) >= 0,
    };
  }
}
