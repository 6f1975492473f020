/** How an export prints its numbers and dates. */
export interface FiguresForm {
  /** What stands before the cents; the other of the two parts thousands. */
  readonly decimal: ',' | '.';
  /** Dates begin with the day and not with the month. */
  readonly dayFirst: boolean;
}

/** All there are. */
export const FIGURES_FORMS: readonly FiguresForm[] = [
  { decimal: ',', dayFirst: true },
  { decimal: ',', dayFirst: false },
  { decimal: '.', dayFirst: true },
  { decimal: '.', dayFirst: false },
];

const DATE = /^(\d{1,2})\/(\d{1,2})\/\d{4}$/;

/**
 * Tells the form of numbers and dates from a file's own figures, never from the language of its captions: those need
 * not be of one language, and dates were exchanged for weeks by such a guess (portal.md, Language).
 */
export class FiguresEvidence {
  /** How many more figures have decimals behind a comma than behind a point. */
  #decimals = 0;
  /** The same by what parts thousands: whole numbers may have other separators than amounts. */
  #thousands = 0;
  #dayFirst = 0;
  #monthFirst = 0;
  #padded = 0;
  #bare = 0;

  /** Takes the text of a number cell; `isCertain` when its column holds whole numbers or amounts of money. */
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
    // Before three digits a separator parts thousands where there are at most two decimals, and says nothing elsewhere.
    const isThousands = !isDecimal && isCertain && digits === 3;
    if (isDecimal) {
      this.#decimals += last === comma ? 1 : -1;
    } else if (isThousands) {
      this.#thousands += last === comma ? -1 : 1;
    }
  }

  /** Takes the text of a date cell. */
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

  /** The form that most figures have: where numbers tell nothing as the dates say, and the reverse; else Italian. */
  form(): FiguresForm {
    const byNumbers = Math.sign(this.#decimals) || Math.sign(this.#thousands);
    // A day above 12 tells; else the zeros, which English dates do not have.
    const byDates = Math.sign(this.#dayFirst - this.#monthFirst) || Math.sign(this.#padded - this.#bare);
    return {
      decimal: (byNumbers || byDates) < 0 ? '.' : ',',
      dayFirst: (byDates || byNumbers) >= 0,
    };
  }
}
