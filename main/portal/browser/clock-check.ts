import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { MINUTE } from '../../base/durations';

/** A clock that is off by less makes no certificate invalid that was not about to be. */
const TOLERANCE_MS = 5 * MINUTE;

/**
 * Turns a certificate that is refused for its dates alone into CLOCK_WRONG where the computer's clock is to blame: the
 * server's own time lies within the dates, or the certificate is not valid yet. Any other error stays as it is.
 */
export async function withClockChecked(
  error: AppError,
  now: number,
  askTime: () => Promise<number | null>,
): Promise<AppError> {
  const { reason, validFrom, validUntil } = error.details ?? {};
  // Chromium names the dates only when all else is right.
  if (error.code !== 'CERTIFICATE_UNTRUSTED' || reason !== 'ERR_CERT_DATE_INVALID') {
    return error;
  }
  const [from, until] = [Date.parse(String(validFrom)), Date.parse(String(validUntil))];
  const time = await askTime();
  const isWrong =
    time === null ? now < from : Math.abs(time - now) > TOLERANCE_MS && time >= from && time <= until;
  const details = time === null ? { reason } : { reason, offByMinutes: Math.round((now - time) / MINUTE) };
  return isWrong ? appError('CLOCK_WRONG', "The computer's clock seems to be wrong", details) : error;
}
