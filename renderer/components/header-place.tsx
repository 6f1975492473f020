import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';

/** The part of the header that screens fill; `null` until it is mounted. */
export const HeaderSlot = createContext<HTMLElement | null>(null);

/** Draws a part of a screen in the header. */
export function InHeader({ children }: { readonly children: ReactNode }): ReactNode {
  const place = useContext(HeaderSlot);
  return place === null ? null : createPortal(children, place);
}
