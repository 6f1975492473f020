/** Headers as Electron provides them: each name in the server's spelling, with all its values. */
export type Headers = Record<string, string[]>;

/** A response that becomes a document of the page. */
export interface DocumentAnswer {
  readonly method: string;
  readonly statusCode: number;
  /** Whether the response is for a frame inside the page. */
  readonly isFrame: boolean;
}

const DISPOSITION = 'content-disposition';
/** The sandbox permissions of a frame: everything except dialogs and printing. */
const NO_DIALOGS = [
  'sandbox allow-scripts allow-same-origin allow-forms allow-downloads allow-popups allow-popups-to-escape-sandbox',
  'allow-top-navigation allow-pointer-lock allow-orientation-lock allow-presentation',
  'allow-storage-access-by-user-activation',
].join(' ');

/**
 * Blocks WebTransport and WebRTC, which send no request that the request guard could stop. A worker
 * from the portal's files has its own policy; forbidding workers could break a correct page.
 */
const NO_OTHER_HOSTS = "connect-src 'self' data: blob:; webrtc 'block'";

/**
 * Returns the headers for Chromium. A PDF with any name is saved, not opened in the viewer.
 * Policies added to the portal's own limit connections to the portal and forbid dialogs of frames.
 * All else stays unchanged, including requests: intercepting those broke the page's callbacks.
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
 * Whether the headers announce a PDF. The portal's pages always have a type. So a response without
 * one, whose content Chromium inspects, counts if it answers a POST or has a `.pdf` name.
 */
function isPdf(headers: Headers, method: string): boolean {
  const type = valueOf(headers, 'content-type').split(';')[0]?.trim().toLowerCase() ?? '';
  const isUndeclared = type === '' && (method === 'POST' || /\.pdf\b/i.test(valueOf(headers, DISPOSITION)));
  return isUndeclared || /^application\/(x-)?pdf$/.test(type);
}

function valueOf(headers: Headers, wanted: string): string {
  const found = Object.entries(headers).find(([name]) => name.toLowerCase() === wanted);
  return found?.[1].join() ?? '';
}
