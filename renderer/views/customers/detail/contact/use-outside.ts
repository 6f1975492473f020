import type { MouseEvent } from 'react';
import { useUi } from '../../../../stores/stores';

/** Returns a click handler that opens a link outside the app, after a check by main. */
export function useOpenOutside(): (link: string) => (event: MouseEvent) => void {
  const openOutside = useUi((state) => state.openOutside);
  return (link) => (event) => {
    event.preventDefault();
    void openOutside(link);
  };
}
