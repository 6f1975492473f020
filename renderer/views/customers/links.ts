import type { CustomerRecord } from '../../../preload/contract';
import { phoneNumbersOf } from '../../../preload/contract/phone-numbers';

/** What one may do with a customer by one click. */
export type ContactKind = 'call' | 'mobile' | 'whatsApp' | 'email' | 'pec' | 'map' | 'site';

export interface Contact {
  readonly kind: ContactKind;
  /** What is opened outside the app. */
  readonly link: string;
}

/** The ways to reach a customer that its record gives, in the order an agent needs them. */
export function contactsOf(record: CustomerRecord): readonly Contact[] {
  const numbers = phoneNumbersOf(record.phone, record.mobile).filter(({ dialled }) => dialled !== null);
  const [first] = numbers;
  const mobile = numbers.find(({ isMobile }) => isMobile);
  const links: readonly (readonly [ContactKind, string | null])[] = [
    ['call', telLink(first?.dialled ?? null)],
    ['mobile', mobile === first ? null : telLink(mobile?.dialled ?? null)],
    ['whatsApp', whatsAppLink(mobile?.dialled ?? null)],
    ['email', mailLink(record.email)],
    ['pec', mailLink(record.pec)],
    ['map', mapLink(record)],
    ['site', siteLink(record.url)],
  ];
  return links.flatMap(([kind, link]) => (link === null ? [] : [{ kind, link }]));
}

/** `tel:` for a number as it is dialled, `+` and digits; `null` for none. */
export function telLink(dialled: string | null): string | null {
  return dialled === null ? null : `tel:${dialled}`;
}

/** WhatsApp with the holder of a mobile number, `+` and digits; `null` for none. */
export function whatsAppLink(dialled: string | null): string | null {
  return dialled === null ? null : `https://wa.me/${dialled.replace('+', '')}`;
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
