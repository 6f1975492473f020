import { correction, generate, mode } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';
import type { ReactNode } from 'react';
import classes from './scan-code.module.css';

/** The width of the empty border, in modules, that scanners require (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/**
 * The encodings in a code. Texts other than ASCII are declared as UTF-8 (ECI 26), because scanners
 * may take short ones for another encoding.
 */
const MODES = [mode.numeric, mode.alphaNumeric, mode.ascii, mode.utf8];

/** A QR code with its empty border, dark on white in both themes. */
export function ScanCode({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  // A screen cannot be torn or stained, so low error correction allows the largest modules.
  const code = generate(text, { modes: MODES, maxCorrectionLevel: correction.L });
  const side = code.size + 2 * QUIET_ZONE;
  return (
    <div className={classes['code']} data-testid="scan-code">
      <svg role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`}>
        <path fill="#fff" d={`M0 0h${side}v${side}H0z`} />
        <path fill="#000" transform={`translate(${QUIET_ZONE} ${QUIET_ZONE})`} d={toSvgPath(code)} />
      </svg>
    </div>
  );
}
