/**
 * Whether this installation may bring itself up to date, and from where. Never where an installer would be run that
 * nobody vouches for: the system (Windows with the publisher's name, macOS) or the company's own key must.
 */
import type { UpdateState } from '../../../preload/contract';
import type { Policy } from '../../settings/policy';

/** What is known of how the app has come onto this computer. */
export interface Installation {
  readonly platform: NodeJS.Platform;
  /** Run by that AppImage itself: its file can be replaced. A deb is root's. */
  readonly isAppImage: boolean;
  /** Installed by our installer for Windows, which an update runs again; a copied folder is not. */
  readonly isByOurInstaller: boolean;
  /** Whether app-update.yml names who must have signed a new version: without it Windows' updater asks for no signature. */
  readonly hasPublisher: boolean;
  /** From the sources or a test build, which may ask a feed on this very computer by http. */
  readonly isForTests: boolean;
}

export type UpdateWay =
  | { readonly kind: 'none' }
  | Extract<UpdateState, { kind: 'elsewhere' }>
  | { readonly kind: 'feed'; readonly url: string; readonly key: string | null };

/** The way that the company's policy and this installation leave. */
export function updateWay(
  { updateFeed, updateKey }: Pick<Policy, 'updateFeed' | 'updateKey'>,
  { platform, isAppImage, isByOurInstaller, hasPublisher, isForTests }: Installation,
): UpdateWay {
  if (platform === 'linux' && !isAppImage) {
    return { kind: 'elsewhere', reason: 'package' };
  }
  if (platform === 'win32' && !isByOurInstaller) {
    return { kind: 'elsewhere', reason: 'copy' };
  }
  if (updateFeed === null) {
    return { kind: 'none' };
  }
  if (!updateFeed.startsWith('https:') && !isForTests) {
    return { kind: 'elsewhere', reason: 'insecure' };
  }
  const isCheckedBySystem = platform === 'darwin' || (platform === 'win32' && hasPublisher);
  if (updateKey === null && !isCheckedBySystem) {
    return { kind: 'elsewhere', reason: 'unsigned' };
  }
  return { kind: 'feed', url: updateFeed, key: updateKey };
}
