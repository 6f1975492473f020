import type { CustomerRecord } from '../../../../preload/contract';
import { countryOf } from '../../../../preload/contract/contact-card';
import type { PhoneNumber } from '../../../../preload/contract/phone-numbers';
import { phoneNumbersOf } from '../../../../preload/contract/phone-numbers';
import { mailAddressesIn, siteLink } from '../../../../preload/contract/web-addresses';

/** A number that can be dialled; the first one is to be tried first, and one mobile besides it is known as that. */
export interface Call {
  readonly kind: 'call' | 'mobile' | 'number';
  readonly number: PhoneNumber;
  readonly link: string;
}

/** The numbers of a customer that can be dialled, each once. */
export function callsOf(record: Pick<CustomerRecord, 'phone' | 'mobile'>): readonly Call[] {
  const numbers = phoneNumbersOf(record.phone, record.mobile);
  const mobile = numbers.find(({ isMobile }, index) => isMobile && index > 0);
  return numbers.flatMap((number, index) => {
    const link = telLink(number.dialled);
    const kind = index === 0 ? 'call' : number === mobile ? 'mobile' : 'number';
    return link === null ? [] : [{ kind, number, link }];
  });
}

/** What one may do with a customer by one click. */
export type ContactKind = 'whatsApp' | 'email' | 'pec' | 'map' | 'site';

export interface Contact {
  readonly kind: ContactKind;
  /** The link that is opened outside the app. */
  readonly link: string;
  /** The e-mail address where the customer has several of this kind; `null` for all others. */
  readonly address: string | null;
}

type Link = readonly [kind: ContactKind, link: string | null, address?: string | null];

/** The ways to reach a customer that its record gives besides calling, in the order an agent needs them. */
export function contactsOf(record: CustomerRecord): readonly Contact[] {
  const numbers = phoneNumbersOf(record.phone, record.mobile).filter(({ dialled }) => dialled !== null);
  const mobile = numbers.find(({ isMobile }) => isMobile);
  const links: readonly Link[] = [
    ['whatsApp', whatsAppLink(mobile?.dialled ?? null)],
    ...mailContacts('email', record.email),
    ...mailContacts('pec', record.pec),
    ['map', mapLink(record)],
    ['site', siteLink(record.url)],
  ];
  return links.flatMap(([kind, link, address = null]) => (link === null ? [] : [{ kind, link, address }]));
}

function mailContacts(kind: 'email' | 'pec', cell: string | null): readonly Link[] {
  const addresses = mailAddressesIn(cell);
  return addresses.map((address) => [kind, mailLink(address), addresses.length > 1 ? address : null]);
}

/** `tel:` for a number as it is dialled, `+` and digits; `null` for none. */
export function telLink(dialled: string | null): string | null {
  return dialled === null ? null : `tel:${dialled}`;
}

/** WhatsApp with the holder of a mobile number, `+` and digits; `null` for none. */
export function whatsAppLink(dialled: string | null): string | null {
  return dialled === null ? null : `https://wa.me/${dialled.replace('+', '')}`;
}

/** `mailto:` for one e-mail address, as {@link mailAddressesIn} finds it. */
export function mailLink(address: string): string {
  return `mailto:${encodeURIComponent(address).replace('%40', '@')}`;
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
  const town = [postalCode, city].filter((part) => part !== null).join(' ');
  const place = [street, town, countryOf(postalCode)];
  const query = place.filter((part) => part !== null && part !== '').join(', ');
  return `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(query)}`;
}
