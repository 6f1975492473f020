import { QRCodeSVG } from 'qrcode.react';
import type { ReactNode } from 'react';
import classes from './scan-code.module.css';

/** Squares of nothing around a code, without which cameras do not find it (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** A QR code, drawn here and by nobody else: dark on white in either theme, with its quiet zone. */
export function ScanCode({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  return (
    <div className={classes['code']} data-testid="scan-code">
      {/* A screen is neither torn nor stained: the fewest and so the largest squares. */}
      <QRCodeSVG value={text} title={label} level="L" marginSize={QUIET_ZONE} bgColor="#fff" fgColor="#000" />
    </div>
  );
}
