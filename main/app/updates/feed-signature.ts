import { createPublicKey, verify } from 'node:crypto';
import { basename } from 'node:path/posix';
import { DAY } from '../../base/durations';

/** The error of an invalid feed description; `code` is for the log. */
export class FeedSignatureError extends Error {
  readonly code = 'ERR_UPDATE_SIGNATURE';
}

/**
 * The validity of a signature. Electron supports its newest three majors, each for about 24 weeks.
 * A feed frozen for longer would keep an app on a version with known vulnerabilities. The validity
 * begins at the signing, whatever the version's date or the app's last connection. Signing the same
 * description again renews it.
 */
export const SIGNATURE_VALID_MS = 180 * DAY;

/** The allowed description and file names of each system; all others are refused. */
const FILES: Readonly<Record<string, { readonly description: RegExp; readonly files: RegExp }>> = {
  win32: { description: /^latest\.yml$/, files: /\.exe$/ },
  darwin: { description: /^latest-mac\.yml$/, files: /\.(zip|dmg)$/ },
  linux: { description: /^latest-linux(-\w+)?\.yml$/, files: /\.(AppImage|deb)$/ },
};

interface SignedFeed {
  /** The description's file name on the feed, and the system that requests it. */
  readonly name: string;
  readonly platform: NodeJS.Platform;
  /** The company's public key, base64 of its SPKI form. */
  readonly key: string;
  /** The time in milliseconds since 1970 UTC. */
  readonly now: number;
  /** The signing time of the last description accepted with `key`, UTC ISO 8601, or `null`. */
  readonly lastSignedAt: string | null;
}

interface SignedDescription {
  readonly text: string;
  /** The signing time, UTC ISO 8601. */
  readonly signedAt: string;
}

/**
 * Returns the verified description of a version (`latest*.yml`); callers must use only the returned
 * text. Throws {@link FeedSignatureError} for any other text, name or system. Throws it also for a
 * signature that is too old or older than the last accepted one.
 *
 * @param signature the text of the description's `.sig` file: the signing time and base64 of the
 * Ed25519 signature over {@link signedBytes}
 */
export function verifyDescription(
  text: string | null,
  signature: string | null,
  { name, platform, key, now, lastSignedAt }: SignedFeed,
): SignedDescription {
  if (text === null || signature === null) {
    throw new FeedSignatureError('The feed has no signature');
  }
  const [, signedAt, bytes] = /^(\S+Z) ([\w+/]{86}==)\s*$/.exec(signature) ?? [];
  if (signedAt === undefined || bytes === undefined || FILES[platform]?.description.test(name) !== true) {
    throw new FeedSignatureError('The form of the signature is unknown');
  }
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  const signed = signedBytes({ name, platform, signedAt }, text);
  if (!verify(null, signed, publicKey, Buffer.from(bytes, 'base64'))) {
    throw new FeedSignatureError("The signature is not by the company's key or is for another file");
  }
  const at = Date.parse(signedAt);
  if (!(now - at <= SIGNATURE_VALID_MS)) {
    throw new FeedSignatureError('The feed was signed too long ago');
  }
  if (lastSignedAt !== null && at < Date.parse(lastSignedAt)) {
    throw new FeedSignatureError('The feed was signed before the last accepted one');
  }
  return { text, signedAt };
}

/** Returns the signed bytes: name, system, time and text, so that none can be swapped. */
function signedBytes(
  { name, platform, signedAt }: { name: string; platform: string; signedAt: string },
  text: string,
): Buffer {
  return Buffer.from(`archibald-agent feed 2\n${name}\n${platform}\n${signedAt}\n${text}`);
}

/** Throws {@link FeedSignatureError} if any file to install belongs to another system. */
export function assertOwnFiles(urls: readonly URL[], platform: NodeJS.Platform): void {
  const foreign = urls.filter(({ pathname }) => FILES[platform]?.files.test(basename(pathname)) !== true);
  if (urls.length === 0 || foreign.length > 0) {
    throw new FeedSignatureError('The feed names files of another system');
  }
}
