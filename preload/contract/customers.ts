/** The fields of a customer record, in the order of the export (export-pdf.md, Columns). */
export const CUSTOMER_FIELDS = [
  'id',
  'accountNumber',
  'name',
  'vatNumber',
  'pec',
  'sdi',
  'fiscalCode',
  'deliveryTerms',
  'street',
  'postalCode',
  'city',
  'phone',
  'mobile',
  'url',
  'attentionTo',
  'lastOrderDate',
  'orderCount',
  'salesCents',
  'previousOrderCount1',
  'previousSales1Cents',
  'previousOrderCount2',
  'previousSales2Cents',
  'description',
  'type',
  'externalAccountNumber',
  'ourAccountNumber',
  'email',
] as const;

export type CustomerField = (typeof CUSTOMER_FIELDS)[number];

export const NUMBER_FIELDS = [
  'orderCount',
  'salesCents',
  'previousOrderCount1',
  'previousSales1Cents',
  'previousOrderCount2',
  'previousSales2Cents',
] as const satisfies readonly CustomerField[];

type NumberField = (typeof NUMBER_FIELDS)[number];
type TextField = Exclude<CustomerField, NumberField | 'id' | 'name'>;

/** What the portal says of a customer. Amounts are integer euro cents, dates `yyyy-mm-dd`; an empty cell is `null`. */
export type CustomerRecord = {
  /** Digits without separators. */
  readonly id: string;
  readonly name: string;
  /** What stands in columns that are none of these fields: caption to text, as printed; an empty cell is no entry. */
  readonly other: Readonly<Record<string, string>>;
} & { readonly [Field in TextField]: string | null } & { readonly [Field in NumberField]: number | null };

/**
 * A customer as one export shows it: columns that the export does not carry are absent keys, in `other` too, where an
 * empty cell is `null`. Without any such column `other` is absent.
 */
export type ExportedCustomer = Pick<CustomerRecord, 'id' | 'name'> &
  Partial<Omit<CustomerRecord, 'other'>> & { readonly other?: Readonly<Record<string, string | null>> };

/** A customer as the cache knows it. */
export interface CachedCustomer {
  readonly record: CustomerRecord;
  /** When a sync first saw the customer, UTC ISO 8601. */
  readonly firstSeenAt: string;
  /** When a sync last changed any field, UTC ISO 8601. */
  readonly changedAt: string;
  /** Since when the exports no longer hold the customer, UTC ISO 8601; `null` while they do. */
  readonly missingSince: string | null;
  /** Since when two exports in a row have lacked the customer, UTC ISO 8601; `null` for all others. */
  readonly removedSince: string | null;
  /** The customer is a favourite of the agent; absent for all others. */
  readonly isStarred?: true;
}

/**
 * Whether somebody of this kind is no customer yet: TYPE begins with "Pot" (PotFromCon, PotDentiItal) or DESCRIPTION
 * says so. A kind that nobody knows counts as the agent's own: rather one too many in sight than a customer hidden.
 */
export function isProspect({ type, description }: Pick<CustomerRecord, 'type' | 'description'>): boolean {
  return /^\s*pot/i.test(type ?? '') || /^\s*poten[tz]i/i.test(description ?? '');
}
