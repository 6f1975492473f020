import { z } from 'zod';
import { CUSTOMER_FIELDS, ERROR_CODES, NUMBER_FIELDS } from '../../../preload/contract';
import type { CustomerField } from '../../../preload/contract';
import { EXPORT_WARNING_CODES } from '../../../preload/contract/export';
import { MAX_TEXT_LENGTH } from '../columns/values';
import type { EngineMessage } from './messages';

/** The limits are far above any export: a compromised engine must not fill main's memory. */
const MAX_CUSTOMERS = 10_000;
const MAX_WARNINGS = 200_000;
const MAX_COLUMNS = 500;
const MAX_CAPTION_LENGTH = 50_000;
const MAX_MESSAGE_BYTES = 64 * 1_048_576;

const text = z.string().max(MAX_TEXT_LENGTH);
const caption = z.string().max(MAX_CAPTION_LENGTH);
const count = z.int().min(0);
const isNumber: ReadonlySet<CustomerField> = new Set(NUMBER_FIELDS);

/** Without a prototype, so that a caption such as `__proto__` is an ordinary key. */
const other = z
  .custom<Record<string, string | null>>(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      Object.keys(value).length <= MAX_COLUMNS &&
      Object.entries(value).every(
        ([name, cell]) => caption.safeParse(name).success && (cell === null || text.safeParse(cell).success),
      ),
  )
  .transform((cells) => Object.assign(Object.create(null) as Record<string, string | null>, cells));

const customer = z.strictObject({
  ...Object.fromEntries(
    CUSTOMER_FIELDS.map((field) => [
      field,
      (isNumber.has(field) ? z.int().nullable() : text.nullable()).optional(),
    ]),
  ),
  id: z.string().regex(/^\d+$/).max(MAX_TEXT_LENGTH),
  name: text,
  other: other.optional(),
});

const warning = z.strictObject({
  code: z.enum(EXPORT_WARNING_CODES),
  field: z.enum(CUSTOMER_FIELDS).optional(),
  column: caption.optional(),
  expected: caption.optional(),
  example: text.optional(),
  row: count.optional(),
  id: text.optional(),
});

const error = z.strictObject({
  code: z.enum(ERROR_CODES),
  message: z.string().max(500),
  details: z
    .record(caption, z.union([text, z.number()]))
    .refine((details) => Object.keys(details).length <= MAX_COLUMNS)
    .optional(),
});

const message = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), customersRead: count, expected: count.nullable() }),
  z.strictObject({ kind: z.literal('begin') }),
  z.strictObject({ kind: z.literal('customers'), customers: z.array(customer).max(MAX_CUSTOMERS) }),
  z.strictObject({
    kind: z.literal('done'),
    result: z.discriminatedUnion('ok', [
      z.strictObject({
        ok: z.literal(true),
        value: z.strictObject({
          warnings: z.array(warning).max(MAX_WARNINGS),
          pages: count,
          declaredCount: count.nullable(),
          sums: z.strictObject({ printed: count, verified: count }),
        }),
      }),
      z.strictObject({ ok: z.literal(false), error }),
    ]),
  }),
]);

/**
 * Returns the message of the engine's page, or `null` if it is invalid. Even a page that a file has
 * taken over can pass on only well-formed customers.
 */
export function checkMessage(json: string): EngineMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  const parsed = message.safeParse(value);
  return parsed.success ? (parsed.data as EngineMessage) : null;
}

/** Reads a posted message. Returns `null` if it exceeds `maxBytes`. */
export async function readMessage(
  body: ReadableStream<Uint8Array> | null,
  maxBytes = MAX_MESSAGE_BYTES,
): Promise<string | null> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body ?? []) {
    bytes += piece.length;
    if (bytes > maxBytes) {
      return null;
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
