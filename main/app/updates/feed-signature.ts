import { createPublicKey, verify } from 'node:crypto';

/** What of a feed's description is not as it should be; `code` is for the log. */
export class FeedSignatureError extends Error {
  readonly code = 'ERR_UPDATE_SIGNATURE';
}

/**
 * The description of a version (`latest*.yml`) as it was signed. What comes back is what was verified, and nothing else
 * may be used. Throws {@link FeedSignatureError} for any other text.
 *
 * @param signature the file beside it: base64 of the Ed25519 signature over its bytes
 * @param key the company's public key, base64 of its SPKI form
 */
export function signedDescription(text: string | null, signature: string | null, key: string): string {
  if (text === null || signature === null) {
    throw new FeedSignatureError('The feed has no signature');
  }
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  if (!verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64'))) {
    throw new FeedSignatureError("The feed's signature is not by the company's key");
  }
  return text;
}
