import { useSettings, useSync } from '../../stores/stores';
import type { BannerFacts } from './banner-state';

/** Gathers what banner and alert are decided by. */
export function useBannerFacts(): BannerFacts {
  const connection = useSettings((state) => state.snapshot?.connection ?? null);
  const showAutomatic = useSettings((state) => state.snapshot?.preferences.automaticBanner ?? true);
  const { progress, justFinished, refusal, status } = useSync((state) => state);
  return { progress, justFinished, refusal, status, connection, showAutomatic };
}
