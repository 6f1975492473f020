import { createPublicKey, verify } from 'node:crypto';
import { basename } from 'node:path/posix';
import { DAY } from '../../base/durations';

/** What of a feed's description is not as it should be; `code` is for the log. */
export class FeedSignatureError extends Error {
  readonly code = 'ERR_UPDATE_SIGNATURE';
}

/**
 * So long a signature counts. Electron mends holes in its newest three majors, which is 24 weeks: who holds a feed still
 * for longer keeps an app on a version with known holes. What counts is when the office has signed, not when the version
 * was made or the app was last online: signing the same description again is enough.
 */
export const SIGNATURE_COUNTS_MS = 180 * DAY;

/** What may be in the descriptions of each system; what is of another is refused. */
const FILES: Readonly<Record<string, { readonly description: RegExp; readonly files: RegExp }>> = {
  win32: { description: /^latest\.yml$/, files: /\.exe$/ },
  darwin: { description: /^latest-mac\.yml$/, files: /\.(zip|dmg)$/ },
  linux: { description: /^latest-linux(-\w+)?\.yml$/, files: /\.(AppImage|deb)$/ },
};

interface SignedFeed {
  /** The description's file name on the feed, and the system that it is asked for. */
  readonly name: string;
  readonly platform: NodeJS.Platform;
  /** The company's public key, base64 of its SPKI form. */
  readonly key: string;
  /** In milliseconds since 1970 UTC. */
  readonly now: number;
  /** When the description was signed that was taken last from a feed of that key, UTC ISO 8601; `null` for none. */
  readonly lastSignedAt: string | null;
}

interface SignedDescription {
  readonly text: string;
  /** UTC ISO 8601. */
  readonly signedAt: string;
}

/**
 * The description of a version (`latest*.yml`) as it was signed. What comes back is what was verified, and nothing else
 * may be used. Throws {@link FeedSignatureError} for any other text, name or system, and for what was signed too long ago
 * or before the last that was taken.
 *
 * @param signature the file beside it: the time of signing and base64 of the Ed25519 signature over {@link signedBytes}
 */
export function signedDescription(
  text: string | null,
  signature: string | null,
  { name, platform, key, now, lastSignedAt }: SignedFeed,
): SignedDescription {
  if (text === null || signature === null) {
    throw new FeedSignatureError('The feed has no signature');
  }
  const [, signedAt, bytes] = /^(\S+Z) ([\w+/]{86}==)\s*$/.exec(signature) ?? [];
  if (signedAt === undefined || bytes === undefined || FILES[platform]?.description.test(name) !== true) {
    throw new FeedSignatureError('The signature is of no form that is known');
  }
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  const signed = signedBytes({ name, platform, signedAt }, text);
  if (!verify(null, signed, publicKey, Buffer.from(bytes, 'base64'))) {
    throw new FeedSignatureError("The feed's signature is not by the company's key, or for another file");
  }
  const at = Date.parse(signedAt);
  if (!(now - at <= SIGNATURE_COUNTS_MS)) {
    throw new FeedSignatureError('The feed was signed too long ago');
  }
  if (lastSignedAt !== null && at < Date.parse(lastSignedAt)) {
    throw new FeedSignatureError('The feed was signed before what it had already');
  }
  return { text, signedAt };
}

/** What is signed: name, system, time and content in one, so that none can be taken for another's (sign-feed.mjs). */
function signedBytes(
  { name, platform, signedAt }: { name: string; platform: string; signedAt: string },
  text: string,
): Buffer {
  return Buffer.from(`archibald-agent feed 2\n${name}\n${platform}\n${signedAt}\n${text}`);
}

/** Throws {@link FeedSignatureError} where a file that would be installed is none of this system. */
export function refuseForeignFiles(urls: readonly URL[], platform: NodeJS.Platform): void {
  const foreign = urls.filter(({ pathname }) => FILES[platform]?.files.test(basename(pathname)) !== true);
  if (urls.length === 0 || foreign.length > 0) {
    throw new FeedSignatureError('The feed names files of another system');
  }
}
