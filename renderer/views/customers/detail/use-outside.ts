import type { MouseEvent } from 'react';
import { useUi } from '../../../stores/stores';

/** Returns what makes a click leave the app by the one way there is: main looks at the link first. */
export function useOutside(): (link: string) => (event: MouseEvent) => void {
  const openOutside = useUi((state) => state.openOutside);
  return (link) => (event) => {
    event.preventDefault();
    void openOutside(link);
  };
}
