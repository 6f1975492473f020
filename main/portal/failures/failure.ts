import type { AppError, ErrorCode } from '../../../preload/contract';
import { appError } from '../../../preload/contract';

/** Carries an expected failure to the driver, which returns it as a value. */
export class PortalFailure extends Error {
  readonly error: AppError;

  constructor(code: ErrorCode, message: string, details?: Readonly<Record<string, string | number>>) {
    super(message);
    this.name = 'PortalFailure';
    this.error = appError(code, message, details);
  }
}
