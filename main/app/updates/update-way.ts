/**
 * Decides whether this installation may update itself, and from which source. Every installer must
 * be verified, by the system (Windows with the publisher's name, macOS) or by the company's own
 * key.
 */
import type { UpdateState } from '../../../preload/contract';
import type { Policy } from '../../settings/policy';

export interface Installation {
  readonly platform: NodeJS.Platform;
  /** Whether the app runs from an AppImage, which it can replace. A deb's files belong to root. */
  readonly isAppImage: boolean;
  /** Whether our Windows installer installed the app; an update runs the installer again. */
  readonly isByOurInstaller: boolean;
  /** Whether app-update.yml names the publisher; without the name Windows checks no signature. */
  readonly hasPublisher: boolean;
  /** Whether the app runs from its sources or is a test build. Both may use an http feed. */
  readonly isForTests: boolean;
}

export type UpdateWay =
  | { readonly kind: 'none' }
  | Extract<UpdateState, { kind: 'elsewhere' }>
  | { readonly kind: 'feed'; readonly url: string; readonly key: string | null };

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
