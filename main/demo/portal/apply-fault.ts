import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DemoStep } from '../options';
import { redirect, sendHtml } from './http-answers';
import { plainPage } from './page-frame';
import { pageTexts } from './page-texts';
import type { PortalState } from './portal-state';

/** Applies a fault that looks the same at every step, if any occurs now. Returns whether it did. */
export async function applyFault(
  state: PortalState,
  step: DemoStep,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { faults, options } = state;
  const language = state.languageFor(request.headers['accept-language']);
  const texts = pageTexts(language);
  const later = { 'Retry-After': String(options.retryAfterSeconds) };
  if (faults.strikes('connection-reset', step)) {
    request.socket.resetAndDestroy();
  } else if (faults.strikes('hang', step)) {
    // Waits until the client gives up or the portal closes. Until then the session stays busy.
    request.resume();
    await new Promise<void>((resolve) => response.once('close', resolve));
  } else if (faults.strikes('unavailable', step)) {
    const headers = options.retryAfterSeconds > 0 ? later : {};
    sendHtml(response, 503, plainPage(language, 'Service Unavailable', texts.maintenance), headers);
  } else if (faults.strikes('too-many-requests', step)) {
    sendHtml(response, 429, plainPage(language, 'Too Many Requests', texts.tooManyRequests), later);
  } else if (faults.strikes('server-error', step)) {
    const page = plainPage(language, "Server Error in '/Archibald' Application.", 'Runtime Error');
    sendHtml(response, 500, page);
  } else if (faults.strikes('redirect-host', step)) {
    redirect(response, options.redirectUrl);
  } else {
    return false;
  }
  return true;
}
