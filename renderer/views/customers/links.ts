import type { CustomerRecord } from '../../../preload/contract';

/** What one may do with a customer by one click. */
export type ContactKind = 'call' | 'mobile' | 'whatsApp' | 'email' | 'pec' | 'map' | 'site';

export interface Contact {
  readonly kind: ContactKind;
  /** What is opened outside the app. */
  readonly link: string;
}

/** The ways to reach a customer that its record gives, in the order an agent needs them. */
export function contactsOf(record: CustomerRecord): readonly Contact[] {
  const mobile = dialled(record.mobile);
  const links: readonly (readonly [ContactKind, string | null])[] = [
    ['call', telLink(record.phone)],
    ['mobile', telLink(record.mobile)],
    ['whatsApp', mobile === null ? null : `https://wa.me/${international(mobile)}`],
    ['email', mailLink(record.email)],
    ['pec', mailLink(record.pec)],
    ['map', mapLink(record)],
    ['site', siteLink(record.url)],
  ];
  return links.flatMap(([kind, link]) => (link === null ? [] : [{ kind, link }]));
}

/** `tel:` with the digits of the first number in a cell; `null` when it holds none that can be dialled. */
export function telLink(phone: string | null): string | null {
  const number = dialled(phone);
  return number === null ? null : `tel:${number}`;
}

/** `mailto:` for a cell that is one address; `null` for anything else. */
export function mailLink(address: string | null): string | null {
  const trimmed = address?.trim() ?? '';
  return /^[^\s@,;?&<>"]+@[^\s@,;?&<>"]+\.[^\s@,;?&<>"]+$/.test(trimmed)
    ? `mailto:${encodeURIComponent(trimmed).replace('%40', '@')}`
    : null;
}

/** A search for the address on the map; `null` without a city or street. */
export function mapLink({
  street,
  postalCode,
  city,
}: Pick<CustomerRecord, 'street' | 'postalCode' | 'city'>): string | null {
  if (street === null && city === null) {
    return null;
  }
  const place = [street, [postalCode, city].filter((part) => part !== null).join(' '), 'Italia'];
  const query = place.filter((part) => part !== null && part !== '').join(', ');
  return `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(query)}`;
}

/** The site by https; `null` for a cell that is no address of one. */
export function siteLink(url: string | null): string | null {
  const host = /^(?:https?:\/\/)?([\p{L}\d-]+(?:\.[\p{L}\d-]+)+(?:\/\S*)?)$/iu.exec(url?.trim() ?? '')?.[1];
  return host !== undefined && URL.canParse(`https://${host}`) ? `https://${host}` : null;
}

/**
 * A plus sign, if there is one, and the digits of the first number: "0543 12345 / 0543 54321" and "0543 12345 int. 5"
 * hold one. A slash after two to four digits parts the area code instead: "06/1234567".
 */
function dialled(phone: string | null): string | null {
  const joined = (phone ?? '').replace(/^([^\d/]*\d{2,4})\s*\//, '$1 ');
  const first = /\+?\d[\d\s().-]*/.exec(joined)?.[0] ?? '';
  const digits = first.replace(/\D/g, '');
  return digits.length < 5 ? null : `${first.startsWith('+') ? '+' : ''}${digits}`;
}

/** Digits with the country code, Italy's when there is none. */
function international(number: string): string {
  if (number.startsWith('+')) {
    return number.slice(1);
  }
  return number.startsWith('00') ? number.slice(2) : `39${number}`;
}
