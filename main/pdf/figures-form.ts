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
  #commaDecimal = 0;
  #pointDecimal = 0;
  #dayFirst = 0;
  #monthFirst = 0;
  #padded = 0;
  #bare = 0;

  /** Takes the text of a number cell; `isWhole` when its column has no decimals. */
  noteNumber(text: string, isWhole: boolean): void {
    const comma = text.lastIndexOf(',');
    const point = text.lastIndexOf('.');
    if (comma === -1 && point === -1) {
      return;
    }
    const last = Math.max(comma, point);
    // A lone separator before three digits parts thousands where there are no decimals, and says nothing elsewhere.
    const isDecimal = (comma !== -1 && point !== -1) || /^\d\d\D*$/.test(text.slice(last + 1));
    const isThousands = !isDecimal && isWhole && /^\d{3}\D*$/.test(text.slice(last + 1));
    if (isDecimal || isThousands) {
      if ((last === comma) === isDecimal) {
        this.#commaDecimal += 1;
      } else {
        this.#pointDecimal += 1;
      }
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
    const byNumbers = Math.sign(this.#commaDecimal - this.#pointDecimal);
    // A day above 12 tells; else the zeros, which English dates do not have.
    const byDates = Math.sign(this.#dayFirst - this.#monthFirst) || Math.sign(this.#padded - this.#bare);
    return {
      decimal: (byNumbers || byDates) < 0 ? '.' : ',',
      dayFirst: (byDates || byNumbers) >= 0,
    };
  }
}
