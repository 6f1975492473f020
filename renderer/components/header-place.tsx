import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';

/** The part of the header that a screen may fill; `null` until it is there. */
export const HeaderPlace = createContext<HTMLElement | null>(null);

/** Draws what belongs to a screen in the header, which is outside of the screen. */
export function InHeader({ children }: { readonly children: ReactNode }): ReactNode {
  const place = useContext(HeaderPlace);
  return place === null ? null : createPortal(children, place);
}
