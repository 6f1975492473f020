import { basename } from 'node:path/posix';
import type { AppUpdater, ResolvedUpdateFileInfo, UpdateInfo } from 'electron-updater';
import { GenericProvider } from 'electron-updater/out/providers/GenericProvider';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider';
import { systemClock } from '../../base/clock';
import { FeedSignatureError, assertOwnFiles, verifyDescription } from './feed-signature';
import { SeenFeeds } from './seen-feeds';

/**
 * Reads a feed whose files are all for this system. If the company has a key, each description must
 * have a valid signature next to it (`latest*.yml.sig`).
 */
export class SignedProvider extends GenericProvider {
  readonly #key: string | null;
  readonly #seen: SeenFeeds;

  constructor(
    options: { readonly [name: string]: unknown },
    updater: AppUpdater,
    runtime: ProviderRuntimeOptions,
  ) {
    super({ provider: 'generic', url: String(options['url']) }, updater, runtime);
    this.#key = typeof options['updateKey'] === 'string' ? options['updateKey'] : null;
    this.#seen = new SeenFeeds(String(options['folder']));
  }

  override resolveFiles(updateInfo: UpdateInfo): ResolvedUpdateFileInfo[] {
    const files = super.resolveFiles(updateInfo);
    assertOwnFiles(
      files.map(({ url }) => url),
      process.platform,
    );
    return files;
  }

  /** Fetches and verifies a description; electron-updater gets its descriptions only here. */
  protected override async httpRequest(
    ...[url, ...rest]: Parameters<GenericProvider['httpRequest']>
  ): Promise<string | null> {
    const text = await super.httpRequest(url, ...rest);
    if (this.#key === null) {
      return text;
    }
    const signatureUrl = new URL(url);
    signatureUrl.pathname += '.sig';
    const signature = await super.httpRequest(signatureUrl, ...rest).catch((error: unknown) => {
      if (error instanceof Error && 'statusCode' in error && error.statusCode === 404) {
        throw new FeedSignatureError('The feed has no signature');
      }
      throw error;
    });
    const verified = verifyDescription(text, signature, {
      name: basename(url.pathname),
      platform: process.platform,
      key: this.#key,
      now: systemClock.now(),
      lastSignedAt: this.#seen.lastSignedAt(this.#key),
    });
    this.#seen.note(this.#key, verified.signedAt);
    return verified.text;
  }
}
