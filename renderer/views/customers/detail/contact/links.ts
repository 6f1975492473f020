import type { CustomerRecord } from '../../../../../preload/contract';
import { guessCountry } from '../../../../../preload/contract/contact-card';
import type { PhoneNumber } from '../../../../../preload/contract/phone-numbers';
import { collectPhoneNumbers } from '../../../../../preload/contract/phone-numbers';
import { parseMailAddresses, parseSiteLink } from '../../../../../preload/contract/web-addresses';

/**
 * A valid number of a customer. The kind `call` marks the first number, and `mobile` the first
 * mobile number after it.
 */
export interface Call {
  readonly kind: 'call' | 'mobile' | 'number';
  readonly number: PhoneNumber;
  readonly link: string;
}

/** Returns the valid numbers of a customer, each once. */
export function listCalls(record: Pick<CustomerRecord, 'phone' | 'mobile'>): readonly Call[] {
  const numbers = collectPhoneNumbers(record.phone, record.mobile);
  const mobile = numbers.find(({ isMobile }, index) => isMobile && index > 0);
  return numbers.flatMap((number, index) => {
    const link = telLink(number.dialString);
    const kind = index === 0 ? 'call' : number === mobile ? 'mobile' : 'number';
    return link === null ? [] : [{ kind, number, link }];
  });
}

/** The ways to reach a customer with one click. */
export type ContactKind = 'whatsApp' | 'email' | 'pec' | 'map' | 'site';

export interface Contact {
  readonly kind: ContactKind;
  readonly link: string;
  /** The e-mail address if the customer has several addresses of this kind, otherwise `null`. */
  readonly address: string | null;
}

type Link = readonly [kind: ContactKind, link: string | null, address?: string | null];

/** Returns the ways to reach a customer apart from calling, most useful first. */
export function listContacts(record: CustomerRecord): readonly Contact[] {
  const numbers = collectPhoneNumbers(record.phone, record.mobile).filter(
    ({ dialString }) => dialString !== null,
  );
  const mobile = numbers.find(({ isMobile }) => isMobile);
  const links: readonly Link[] = [
    ['whatsApp', whatsAppLink(mobile?.dialString ?? null)],
    ...mailContacts('email', record.email),
    ...mailContacts('pec', record.pec),
    ['map', mapLink(record)],
    ['site', parseSiteLink(record.url)],
  ];
  return links.flatMap(([kind, link, address = null]) => (link === null ? [] : [{ kind, link, address }]));
}

function mailContacts(kind: 'email' | 'pec', cell: string | null): readonly Link[] {
  const addresses = parseMailAddresses(cell);
  return addresses.map((address) => [kind, mailLink(address), addresses.length > 1 ? address : null]);
}

/** Returns the `tel:` link of a valid number; `null` for none. */
export function telLink(dialString: string | null): string | null {
  return dialString === null ? null : `tel:${dialString}`;
}

/** Returns the WhatsApp link of a valid mobile number; `null` for none. */
export function whatsAppLink(dialString: string | null): string | null {
  return dialString === null ? null : `https://wa.me/${dialString.replace('+', '')}`;
}

/** Returns the `mailto:` link of an address found by {@link parseMailAddresses}. */
export function mailLink(address: string): string {
  return `mailto:${encodeURIComponent(address).replace('%40', '@')}`;
}

/** Returns a map search for the address; `null` without street and city. */
export function mapLink({
  street,
  postalCode,
  city,
}: Pick<CustomerRecord, 'street' | 'postalCode' | 'city'>): string | null {
  if (street === null && city === null) {
    return null;
  }
  const town = [postalCode, city].filter((part) => part !== null).join(' ');
  const place = [street, town, guessCountry(postalCode)];
  const query = place.filter((part) => part !== null && part !== '').join(', ');
  return `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(query)}`;
}
