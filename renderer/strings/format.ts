import type { Strings } from './it';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Keeps what is made for a language: making a format takes thirty times as long as using it, and each row uses several. */
function perLocale<Format>(make: (locale: string) => Format): (locale: string) => Format {
  const made = new Map<string, Format>();
  return (locale) => {
    const format = made.get(locale) ?? make(locale);
    made.set(locale, format);
    return format;
  };
}

// Only what does not depend on the computer's time zone, which may change.
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

/** How long ago something was, in the largest unit that fits: "12 minuti fa". A moment ahead of the clock is now. */
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

/** How long until something is due: "tra 29 minuti". */
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

/** Whether data of this moment are so old that the agent must notice: over 24 hours. */
export function isStale(iso: string, now: number): boolean {
  return now - Date.parse(iso) > DAY_MS;
}

/**
 * A moment as one speaks of it: "ieri alle 18:00", "oggi alle 9:05", else "23/11 alle 14:05"; with a preposition in the
 * form that fits it: "di ieri alle 18:00", "del 23/11 alle 14:05". Days are the computer's own.
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

/** A moment to come as one speaks of it: "oggi alle 15:20", "domani alle 8:00", "lunedì alle 8:00", else with its date. */
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
  // From a week ahead on the day of the week would be today's.
  const isThisWeek = then.getTime() < dayAhead(7).setHours(0, 0, 0, 0);
  const day = isThisWeek
    ? then.toLocaleDateString(strings.locale, { weekday: 'long' })
    : then.toLocaleDateString(strings.locale, { weekday: 'long', day: 'numeric', month: 'long' });
  return strings.time.dayAt(day, time);
}

/** The days of the week from Monday on, in the language's own form. */
export function formatWeekdays({ locale }: Strings, weekday: 'short' | 'long'): readonly string[] {
  return [1, 2, 3, 4, 5, 6, 7].map((day) =>
    // A Monday was the first of June 2026.
    new Date(Date.UTC(2026, 5, day)).toLocaleDateString(locale, { weekday, timeZone: 'UTC' }),
  );
}

/** The day of the week of a day `yyyy-mm-dd`, as a button says it: "Lunedì". */
export function formatWeekday(day: string, { locale }: Strings): string {
  const word = new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, { timeZone: 'UTC', weekday: 'long' });
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The time of day in the language's own form: "14:40". */
export function formatTime(iso: string, { locale }: Strings): string {
  return new Date(iso).toLocaleTimeString(locale, { timeStyle: 'short' });
}

/** A date `yyyy-mm-dd` in the language's own form, whatever the time zone. */
export function formatDate(isoDate: string, { locale }: Strings): string {
  return dates(locale).format(new Date(`${isoDate}T00:00:00Z`));
}

/** A day `yyyy-mm-dd` in words, "giovedì 26 novembre", with its year when that is not today's. */
export function formatDay(day: string, today: string, { locale }: Strings): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }),
  });
}

/** The same where there is little room: "26/11". */
export function formatShortDay(day: string, today: string, { locale }: Strings): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'numeric',
    ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }),
  });
}

/** The same with its day of the week: "lun 30/11"; a day of another year is shown with that instead. */
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

/** Integer euro cents as an amount with two decimals. */
export function formatCents(cents: number, { locale }: Strings): string {
  return euros(locale).format(cents / 100);
}

/** Integer euro cents as an amount, with decimals only where there are cents. */
export function formatEuros(cents: number, { locale }: Strings): string {
  return shortEuros(locale).format(cents / 100);
}

/** By how much integer euro cents have changed, with its sign. */
export function formatChange(cents: number, { locale }: Strings): string {
  return signedEuros(locale).format(cents / 100);
}

/** The same as a fraction: a whole percentage with its sign. */
export function formatChangeShare(fraction: number, { locale }: Strings): string {
  return signedShares(locale).format(fraction);
}

/** A duration in milliseconds as seconds with one decimal. */
export function formatDuration(ms: number, { locale, time }: Strings): string {
  const options = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return time.seconds((ms / 1_000).toLocaleString(locale, options));
}

/** A number of bytes as megabytes with one decimal. */
export function formatMegabytes(bytes: number, { locale }: Strings): string {
  return `${(bytes / 1_000_000).toLocaleString(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 })} MB`;
}

/** A fraction between 0 and 1 as a whole percentage. */
export function formatShare(fraction: number, { locale }: Strings): string {
  return fraction.toLocaleString(locale, { style: 'percent' });
}
