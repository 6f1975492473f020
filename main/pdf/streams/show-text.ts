import type { PlacedText } from '../drawing/drawing';
import { isShownIn } from '../drawing/drawing';
import { IDENTITY, multiply, runsRight } from '../drawing/page-space';
import type { ContentLexer } from './content-lexer';
import { JUMP, operatorCode } from './content-lexer';
import type { State } from './graphics-state';
import { toMatrix } from './graphics-state';

/** The least jump within a shown text that counts as a blank, in thousandths of the font size. */
const BLANK_JUMP = 130;

/** Follows the text operators: the line matrix, the pen position, and the shown texts. */
export class TextFollower {
  readonly #keep: (text: PlacedText) => void;
  #line = IDENTITY;
  #penX = 0;

  constructor(keep: (text: PlacedText) => void) {
    this.#keep = keep;
  }

  /** Returns the state after a text operator. Any other operator leaves it unchanged. */
  follow(code: number, lexer: ContentLexer, state: State): State {
    const a = lexer.numbers[0] ?? 0;
    const b = lexer.numbers[1] ?? 0;
    switch (code) {
      case OP.BT:
        this.#line = IDENTITY;
        this.#penX = 0;
        break;
      case OP.Td:
        this.#moveLine(a, b);
        break;
      case OP.TD:
        this.#moveLine(a, b);
        return { ...state, leading: b };
      case OP.Tm:
        this.#line = toMatrix(lexer.numbers);
        this.#penX = 0;
        break;
      case OP.Tstar:
        this.#moveLine(0, state.leading);
        break;
      case OP.Tj:
      case OP.TJ:
        this.#show(lexer, state);
        break;
      case OP.doubleQuote: {
        const spaced = { ...state, wordSpacing: a, charSpacing: b };
        this.#moveLine(0, spaced.leading);
        this.#show(lexer, spaced);
        return spaced;
      }
      case OP.quote:
        this.#moveLine(0, state.leading);
        this.#show(lexer, state);
        break;
      case OP.Tc:
        return { ...state, charSpacing: a };
      case OP.Tw:
        return { ...state, wordSpacing: a };
      case OP.Tz:
        return { ...state, hScale: a / 100 };
      case OP.TL:
        return { ...state, leading: -a };
      case OP.Tr:
        return { ...state, isShown: isShownIn(a) };
      default:
        break;
    }
    return state;
  }

  #moveLine(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.#line;
    this.#line = [a, b, c, d, a * x + c * y + e, b * x + d * y + f];
    this.#penX = 0;
  }

  #show({ pieces, pieceCount, strings }: ContentLexer, state: State): void {
    const { font, fontSize, hScale, charSpacing, wordSpacing, matrix, clip, isShown } = state;
    if (font === null) {
      throw new Error('Text is shown without a font');
    }
    let text = '';
    let width = 0;
    for (let at = 0; at < 2 * pieceCount; at += 2) {
      const start = pieces[at] ?? 0;
      const end = pieces[at + 1] ?? 0;
      if (start === JUMP) {
        width += (-end / 1_000) * fontSize * hScale;
        text += -end > BLANK_JUMP && text !== '' && !text.endsWith(' ') ? ' ' : '';
      } else {
        const shown = font.decode(strings, start, end);
        text += shown.text;
        width +=
          ((shown.width / 1_000) * fontSize + shown.glyphs * charSpacing + shown.blanks * wordSpacing) *
          hScale;
      }
    }
    if (text !== '' && isShown) {
      const line = this.#line;
      const at = matrix === IDENTITY ? line : multiply(matrix, line);
      if (runsRight(at)) {
        const [a, b, c, d, e, f] = at;
        this.#keep({
          text,
          x: a * this.#penX + e,
          y: b * this.#penX + f,
          width: width * a,
          fontSize: fontSize * Math.hypot(c, d),
          clip,
        });
      }
    }
    this.#penX += width;
  }
}

const OP = {
  BT: operatorCode('BT'),
  Td: operatorCode('Td'),
  TD: operatorCode('TD'),
  Tm: operatorCode('Tm'),
  Tstar: operatorCode('T*'),
  Tj: operatorCode('Tj'),
  TJ: operatorCode('TJ'),
  quote: operatorCode("'"),
  doubleQuote: operatorCode('"'),
  Tc: operatorCode('Tc'),
  Tw: operatorCode('Tw'),
  Tz: operatorCode('Tz'),
  TL: operatorCode('TL'),
  Tr: operatorCode('Tr'),
} as const;
