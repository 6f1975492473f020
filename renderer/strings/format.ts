import type { Strings } from './it';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Caches formats by locale, because creating one takes 30 times as long as using it. */
function perLocale<Format>(make: (locale: string) => Format): (locale: string) => Format {
  const made = new Map<string, Format>();
  return (locale) => {
    const format = made.get(locale) ?? make(locale);
    made.set(locale, format);
    return format;
  };
}

// Formats in local time are not cached, because the time zone may change while the app runs.
const dates = perLocale((locale) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC' }));
const numberFormats = (options: Intl.NumberFormatOptions): ((locale: string) => Intl.NumberFormat) =>
  perLocale((locale) => new Intl.NumberFormat(locale, { useGrouping: 'always', ...options }));
const numbers = numberFormats({});
const euros = numberFormats({ style: 'currency', currency: 'EUR' });
const shortEuros = numberFormats({
  style: 'currency',
  currency: 'EUR',
  trailingZeroDisplay: 'stripIfInteger',
});
const signedEuros = numberFormats({ style: 'currency', currency: 'EUR', signDisplay: 'exceptZero' });
const signedShares = numberFormats({ style: 'percent', signDisplay: 'exceptZero' });

/** Returns the age of a moment in its largest unit: "12 minuti fa". A future moment is "now". */
export function formatAgo(iso: string, now: number, { time }: Strings): string {
  const ageMs = now - Date.parse(iso);
  if (ageMs < MINUTE_MS) {
    return time.now;
  }
  if (ageMs < HOUR_MS) {
    return time.minutes(Math.floor(ageMs / MINUTE_MS));
  }
  return ageMs < DAY_MS ? time.hours(Math.floor(ageMs / HOUR_MS)) : time.days(Math.floor(ageMs / DAY_MS));
}

/** Returns the time until a moment: "tra 29 minuti". */
export function formatUntil(iso: string, now: number, { time }: Strings): string {
  const waitMs = Date.parse(iso) - now;
  if (waitMs <= 0) {
    return time.due;
  }
  if (waitMs < MINUTE_MS) {
    return time.inSeconds(Math.ceil(waitMs / 1_000));
  }
  const minutes = Math.ceil(waitMs / MINUTE_MS);
  return minutes < 60 ? time.inMinutes(minutes) : time.inHours(Math.floor(minutes / 60), minutes % 60);
}

/** Whether data are older than 24 hours, which the agent must notice. */
export function isStale(iso: string, now: number): boolean {
  return now - Date.parse(iso) > DAY_MS;
}

/**
 * Returns a past moment in local time: "ieri alle 18:00", "oggi alle 9:05", "23/11 alle 14:05".
 * With a preposition it becomes "di ieri alle 18:00" or "del 23/11 alle 14:05".
 */
export function formatRecently(
  iso: string,
  now: number,
  strings: Strings,
  preposition?: keyof Strings['time']['past'],
): string {
  const then = new Date(iso);
  const time = then.toLocaleTimeString(strings.locale, { hour: 'numeric', minute: '2-digit' });
  const daysAgo = (days: number): string => {
    const day = new Date(now);
    day.setDate(day.getDate() - days);
    return day.toDateString();
  };
  const after = (when: string, isDate: boolean): string =>
    preposition === undefined ? when : strings.time.past[preposition](when, isDate);
  if (then.toDateString() === daysAgo(0)) {
    return after(strings.time.todayAt(time), false);
  }
  if (then.toDateString() === daysAgo(1)) {
    return after(strings.time.yesterdayAt(time), false);
  }
  const isThisYear = then.getFullYear() === new Date(now).getFullYear();
  const date = then.toLocaleDateString(strings.locale, {
    day: 'numeric',
    month: 'numeric',
    ...(isThisYear ? {} : { year: 'numeric' }),
  });
  return after(strings.time.dateAt(date, time), true);
}

/** Returns a future moment: "oggi alle 15:20", "domani alle 8:00", "lunedì alle 8:00" or a date. */
export function formatComing(iso: string, now: number, strings: Strings): string {
  const then = new Date(iso);
  const time = then.toLocaleTimeString(strings.locale, { hour: 'numeric', minute: '2-digit' });
  const dayAhead = (days: number): Date => {
    const day = new Date(now);
    day.setDate(day.getDate() + days);
    return day;
  };
  if (then.toDateString() === dayAhead(0).toDateString()) {
    return strings.time.todayAt(time);
  }
  if (then.toDateString() === dayAhead(1).toDateString()) {
    return strings.time.tomorrowAt(time);
  }
  // A day exactly a week ahead needs its date, because its weekday alone would mean today.
  const isThisWeek = then.getTime() < dayAhead(7).setHours(0, 0, 0, 0);
  const day = isThisWeek
    ? then.toLocaleDateString(strings.locale, { weekday: 'long' })
    : then.toLocaleDateString(strings.locale, { weekday: 'long', day: 'numeric', month: 'long' });
  return strings.time.dayAt(day, time);
}

/** Returns the localised days of the week, starting on Monday. */
export function formatWeekdays({ locale }: Strings, weekday: 'short' | 'long'): readonly string[] {
  return [1, 2, 3, 4, 5, 6, 7].map((day) =>
    // 1 June 2026 is a Monday.
    new Date(Date.UTC(2026, 5, day)).toLocaleDateString(locale, { weekday, timeZone: 'UTC' }),
  );
}

/** Returns the capitalised weekday of a day `yyyy-mm-dd`: "Lunedì". */
export function formatWeekday(day: string, { locale }: Strings): string {
  const word = new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, { timeZone: 'UTC', weekday: 'long' });
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Returns the local time of a moment: "14:40". */
export function formatTime(iso: string, { locale }: Strings): string {
  return new Date(iso).toLocaleTimeString(locale, { timeStyle: 'short' });
}

/** Returns a date `yyyy-mm-dd` in the local format, without time zone conversion. */
export function formatDate(isoDate: string, { locale }: Strings): string {
  return dates(locale).format(new Date(`${isoDate}T00:00:00Z`));
}

/** Returns a day `yyyy-mm-dd` as "giovedì 26 novembre", with the year unless it is this year. */
export function formatDay(day: string, today: string, { locale }: Strings): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }),
  });
}

/** Returns a day `yyyy-mm-dd` as "26/11", with the year unless it is this year. */
export function formatShortDay(day: string, today: string, { locale }: Strings): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'numeric',
    ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }),
  });
}

/** Returns a day `yyyy-mm-dd` as "lun 30/11", or as "30/11/2027" if it is not in this year. */
export function formatCallDay(day: string, today: string, strings: Strings): string {
  const short = formatShortDay(day, today, strings);
  if (day.slice(0, 4) !== today.slice(0, 4)) {
    return short;
  }
  const date = new Date(`${day}T00:00:00Z`);
  return `${date.toLocaleDateString(strings.locale, { timeZone: 'UTC', weekday: 'short' })} ${short}`;
}

export function formatNumber(value: number, { locale }: Strings): string {
  return numbers(locale).format(value);
}

/** Formats integer euro cents with two decimals. */
export function formatCents(cents: number, { locale }: Strings): string {
  return euros(locale).format(cents / 100);
}

/** Formats integer euro cents, with decimals only if there are cents. */
export function formatEuros(cents: number, { locale }: Strings): string {
  return shortEuros(locale).format(cents / 100);
}

/** Formats a difference of integer euro cents, with its sign. */
export function formatChange(cents: number, { locale }: Strings): string {
  return signedEuros(locale).format(cents / 100);
}

/** Formats a relative difference as a whole percentage with its sign. */
export function formatChangeShare(fraction: number, { locale }: Strings): string {
  return signedShares(locale).format(fraction);
}

/** Formats milliseconds as seconds with one decimal. */
export function formatDuration(ms: number, { locale, time }: Strings): string {
  const options = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return time.seconds((ms / 1_000).toLocaleString(locale, options));
}

/** Formats bytes as megabytes with one decimal. */
export function formatMegabytes(bytes: number, { locale }: Strings): string {
  return `${(bytes / 1_000_000).toLocaleString(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 })} MB`;
}

/** Formats a fraction from 0 to 1 as a whole percentage. */
export function formatShare(fraction: number, { locale }: Strings): string {
  return fraction.toLocaleString(locale, { style: 'percent' });
}
