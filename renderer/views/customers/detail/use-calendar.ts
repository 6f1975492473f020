import { useState } from 'react';
import type { ComponentType } from 'react';
import type RecallCalendar from './recall-calendar';

type Calendar = ComponentType<Parameters<typeof RecallCalendar>[0]>;

interface CalendarPlace {
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
  /** Opens or closes the place; by then the calendar is loaded. */
  readonly toggle: () => Promise<void>;
  /** `null` until it was wanted for the first time. */
  readonly Calendar: Calendar | null;
}

/** Returns what opens a calendar that is loaded only when it is wanted. */
export function useCalendar(): CalendarPlace {
  const [isOpen, setOpen] = useState(false);
  const [Calendar, setCalendar] = useState<Calendar | null>(null);
  return {
    isOpen,
    setOpen,
    async toggle() {
      const { default: loaded } = await import('./recall-calendar');
      setCalendar(() => loaded);
      setOpen(!isOpen);
    },
    Calendar,
  };
}
