import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { MINUTE } from '../../base/durations';

/** The clock error to ignore. It affects only certificates that are about to expire anyway. */
const TOLERANCE_MS = 5 * MINUTE;

/**
 * Turns a certificate error about dates into CLOCK_WRONG if the server's time is within the dates
 * but the computer's is off. Without a server time, the computer's must be before the dates.
 * Returns other errors unchanged.
 */
export async function checkClock(
  error: AppError,
  now: number,
  askTime: () => Promise<number | null>,
): Promise<AppError> {
  const { reason, validFrom, validUntil } = error.details ?? {};
  // Chromium reports the dates only if all else is valid.
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
