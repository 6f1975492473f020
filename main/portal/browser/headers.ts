/** Headers as Electron hands them over: by the names that the server wrote, with all values of each. */
export type Headers = Record<string, string[]>;

/** An answer that is to become a document of the page. */
export interface DocumentAnswer {
  readonly method: string;
  readonly statusCode: number;
  /** It is for a frame inside the page. */
  readonly isFrame: boolean;
}

const DISPOSITION = 'content-disposition';
/** All that a document may do, but alert, ask and print. */
const NO_DIALOGS = [
  'sandbox allow-scripts allow-same-origin allow-forms allow-downloads allow-popups allow-popups-to-escape-sandbox',
  'allow-top-navigation allow-pointer-lock allow-orientation-lock allow-presentation',
  'allow-storage-access-by-user-activation',
].join(' ');

/**
 * What the request guard does not see: WebTransport and peers reach other hosts without a request. A worker from one of
 * the portal's files brings a policy of its own; forbidding those could break a page that is right.
 */
const NO_OTHER_HOSTS = "connect-src 'self' data: blob:; webrtc 'block'";

/**
 * Returns the headers that Chromium is to see. A PDF is saved and not opened in the viewer, whatever the portal calls it.
 * A page speaks with the portal alone, and a frame opens no dialog: by policies beside the portal's own, which only take
 * away. All others, and every request, are left alone: intercepting those broke the page's callbacks.
 */
export function changedHeaders({ method, statusCode, isFrame }: DocumentAnswer, headers: Headers): Headers {
  if (statusCode === 200 && isPdf(headers, method)) {
    const others = Object.entries(headers).filter(([name]) => name.toLowerCase() !== DISPOSITION);
    return { ...Object.fromEntries(others), 'Content-Disposition': ['attachment'] };
  }
  const policies = Object.entries(headers).filter(
    ([name]) => name.toLowerCase() === 'content-security-policy',
  );
  const others = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-security-policy');
  const own = policies.flatMap(([, values]) => values);
  return {
    ...Object.fromEntries(others),
    'Content-Security-Policy': [...own, NO_OTHER_HOSTS, ...(isFrame ? [NO_DIALOGS] : [])],
  };
}

/**
 * Whether an answer is a PDF by its headers. Without a type Chromium looks at the content: only the answer to a posted
 * form is then taken for one, because every page of the portal has a type.
 */
function isPdf(headers: Headers, method: string): boolean {
  const type = valueOf(headers, 'content-type').split(';')[0]?.trim().toLowerCase() ?? '';
  const isUntold = type === '' && (method === 'POST' || /\.pdf\b/i.test(valueOf(headers, DISPOSITION)));
  return isUntold || /^application\/(x-)?pdf$/.test(type);
}

function valueOf(headers: Headers, wanted: string): string {
  const found = Object.entries(headers).find(([name]) => name.toLowerCase() === wanted);
  return found?.[1].join() ?? '';
}
