import { request as requestByHttp } from 'node:http';
import { request as requestByHttps } from 'node:https';
import { SECOND } from '../../base/durations';

const TIMEOUT_MS = 10 * SECOND;

/**
 * Requests the server's time from an origin's Date header, in milliseconds since 1970 UTC; `null`
 * if there is none. Sends no data of the agent. Accepts any certificate, since only the time is
 * used.
 */
export function fetchServerDate(origin: string, signal?: AbortSignal): Promise<number | null> {
  return new Promise((resolve) => {
    const ask = origin.startsWith('https:') ? requestByHttps : requestByHttp;
    const options = { method: 'HEAD', agent: false, timeout: TIMEOUT_MS, rejectUnauthorized: false } as const;
    const asked = ask(origin, signal === undefined ? options : { ...options, signal }, (response) => {
      const time = Date.parse(response.headers.date ?? '');
      response.resume();
      resolve(Number.isNaN(time) ? null : time);
      asked.destroy();
    });
    asked.on('timeout', () => asked.destroy(new Error('No answer in time')));
    asked.on('error', () => resolve(null));
    asked.end();
  });
}
