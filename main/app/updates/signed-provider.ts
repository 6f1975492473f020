import type { AppUpdater } from 'electron-updater';
import { GenericProvider } from 'electron-updater/out/providers/GenericProvider';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider';
import { FeedSignatureError, signedDescription } from './feed-signature';

/** A feed whose descriptions count only with the company's signature in the file beside them (`latest*.yml.sig`). */
export class SignedProvider extends GenericProvider {
  readonly #key: string;

  constructor(
    options: { readonly [name: string]: unknown },
    updater: AppUpdater,
    runtime: ProviderRuntimeOptions,
  ) {
    super({ provider: 'generic', url: String(options['url']) }, updater, runtime);
    this.#key = String(options['updateKey']);
  }

  /** electron-updater fetches descriptions by this alone, and reads the text that it gives: nothing unverified passes. */
  protected override async httpRequest(
    ...[url, ...rest]: Parameters<GenericProvider['httpRequest']>
  ): Promise<string | null> {
    const beside = new URL(url);
    beside.pathname += '.sig';
    const text = await super.httpRequest(url, ...rest);
    const signature = await super.httpRequest(beside, ...rest).catch((error: unknown) => {
      if (error instanceof Error && 'statusCode' in error && error.statusCode === 404) {
        throw new FeedSignatureError('The feed has no signature');
      }
      throw error;
    });
    return signedDescription(text, signature, this.#key);
  }
}
