/** The 26 fields of a customer, in the order of the export's columns (export-pdf.md, Columns). */
export const DEMO_FIELDS = [
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
] as const;

export type DemoField = (typeof DEMO_FIELDS)[number];

/** A fictitious customer. Amounts are euro cents, dates `yyyy-mm-dd`; `null` prints nothing. */
export interface DemoCustomer {
  /** Digits without separators. */
  readonly id: string;
  readonly accountNumber: string | null;
  readonly name: string;
  readonly vatNumber: string | null;
  readonly pec: string | null;
  readonly sdi: string | null;
  readonly fiscalCode: string | null;
  readonly deliveryTerms: string | null;
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
  readonly url: string | null;
  readonly attentionTo: string | null;
  readonly lastOrderDate: string | null;
  readonly orderCount: number | null;
  readonly salesCents: number | null;
  readonly previousOrderCount1: number | null;
  readonly previousSales1Cents: number | null;
  readonly previousOrderCount2: number | null;
  readonly previousSales2Cents: number | null;
  readonly description: string | null;
  readonly type: string | null;
  readonly externalAccountNumber: string | null;
  readonly ourAccountNumber: string | null;
}
