import { correction, generate, mode } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';
import type { ReactNode } from 'react';
import classes from './scan-code.module.css';

/** Squares of nothing around a code, without which cameras do not find it (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** A text with other letters is announced as UTF-8 (ECI 26): readers guess wrongly where it has few of them. */
const MODES = [mode.numeric, mode.alphaNumeric, mode.ascii, mode.utf8];

/** A QR code, drawn here and by nobody else: dark on white in either theme, with its quiet zone. */
export function ScanCode({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  // A screen is neither torn nor stained: the fewest and so the largest squares.
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
