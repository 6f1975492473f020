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

/** A portal customer. Amounts are integer euro cents, dates `yyyy-mm-dd`, empty cells `null`. */
export type CustomerRecord = {
  /** Digits without separators. */
  readonly id: string;
  readonly name: string;
  /** The printed text of unknown columns by caption. Empty cells have no entry. */
  readonly other: Readonly<Record<string, string>>;
} & { readonly [Field in TextField]: string | null } & { readonly [Field in NumberField]: number | null };

/**
 * A customer as one export shows it. The key of a missing column is absent, also in `other`. In
 * `other` an empty cell is `null`. If the export has no unknown column, `other` is absent.
 */
export type ExportedCustomer = Pick<CustomerRecord, 'id' | 'name'> &
  Partial<Omit<CustomerRecord, 'other'>> & { readonly other?: Readonly<Record<string, string | null>> };

export interface CachedCustomer {
  readonly record: CustomerRecord;
  /** The time at which a sync run first saw the customer, UTC ISO 8601. */
  readonly firstSeenAt: string;
  /** The time at which a sync run last changed any field, UTC ISO 8601. */
  readonly changedAt: string;
  /** The time of the first export without the customer, UTC ISO 8601; otherwise `null`. */
  readonly missingSince: string | null;
  /** The time of the second export in a row without the customer, UTC ISO 8601, or `null`. */
  readonly removedSince: string | null;
  /** Present only for the agent's favourites. */
  readonly isStarred?: true;
}

/**
 * Whether a kind of customer is a prospect. TYPE begins with "Pot" (PotFromCon, PotDentiItal), or
 * DESCRIPTION with "Potenzi" or "Potenti". An unknown kind does not count as a prospect: hiding a
 * customer would be worse than showing a prospect.
 */
export function isProspect({ type, description }: Pick<CustomerRecord, 'type' | 'description'>): boolean {
  return /^\s*pot/i.test(type ?? '') || /^\s*poten[tz]i/i.test(description ?? '');
}
