import { useState } from 'react';
import type { ComponentType } from 'react';
import type RecallCalendar from './recall-calendar';

type Calendar = ComponentType<Parameters<typeof RecallCalendar>[0]>;

interface CalendarPlace {
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
  /** Loads the calendar, then opens or closes its popover. */
  readonly toggle: () => Promise<void>;
  /** `null` until loaded. */
  readonly Calendar: Calendar | null;
}

/** Returns the state of a popover with a calendar that is loaded on first use. */
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
