import type { DemoColumn, DemoLanguage } from './columns';

/** The language of printed figures and dates, and the currency sign of amounts. */
export interface DemoFigures {
  readonly language: DemoLanguage;
  readonly currency: '€' | '$';
}

/** Prints a field in Italian (`3.267`, `185.408,57 €`, dd/mm/yyyy) or English; `null` as ''. */
export function cellText(
  value: string | number | null,
  kind: DemoColumn['kind'],
  { language, currency }: DemoFigures,
): string {
  if (value === null) {
    return '';
  }
  switch (kind) {
    case 'text':
    case 'wrapped-text':
      return String(value);
    case 'thousands':
    case 'count':
      return withThousands(Number(value), language);
    case 'amount':
      return amount(Number(value), language, currency);
    case 'date':
      return date(String(value), language);
  }
}

/** Prints 1452 as `1.452` in Italian and `1,452` in English. Intl would print `1452` in Italian. */
export function withThousands(value: number, language: DemoLanguage): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, language === 'it' ? '.' : ',');
}

function amount(cents: number, language: DemoLanguage, currency: string): string {
  const whole = withThousands(Math.floor(Math.abs(cents) / 100), language);
  const rest = String(Math.abs(cents) % 100).padStart(2, '0');
  const sign = cents < 0 ? '-' : '';
  return language === 'it' ? `${sign}${whole},${rest} ${currency}` : `${sign}${currency}${whole}.${rest}`;
}

function date(iso: string, language: DemoLanguage): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  return language === 'it' ? `${day}/${month}/${year}` : `${Number(month)}/${Number(day)}/${year}`;
}
