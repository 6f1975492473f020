import { expect } from 'vitest';
import type { Cache } from '../../main/customers/store/store';
import { OPERATIONS } from '../../main/customers/threads/operations';

/** The time at which {@link writeNote} changes a note. */
export const CHANGED_AT = '2026-11-23T08:00:00.000Z';

/** Saves a note; expects success. */
export function writeNote(cache: Cache, customerId: string, text: string, dueOn: string | null = null): void {
  const note = { customerId, text, dueOn, changedAt: CHANGED_AT };
  expect(OPERATIONS.saveNote(cache, note)).toMatchObject({ ok: true });
}

/** Returns the text of a customer's note, `null` without one, or the error code. */
export function noteText(cache: Cache, customerId: string): string | null {
  const found = OPERATIONS.getNote(cache, customerId);
  return found.ok ? (found.value?.text ?? null) : found.error.code;
}
