import { useSettings, useSync } from '../../stores/stores';
import type { BannerFacts } from './banner-state';

/** Collects the facts that decide banner and alert. */
export function useBannerFacts(): BannerFacts {
  const connection = useSettings((state) => state.snapshot?.connection ?? null);
  const showAutomatic = useSettings((state) => state.snapshot?.preferences.automaticBanner ?? true);
  const { progress, justFinished, refusal, status } = useSync((state) => state);
  return { progress, justFinished, refusal, status, connection, showAutomatic };
}
