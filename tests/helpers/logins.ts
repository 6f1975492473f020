import type { Clock } from '../../main/base/clock';
import type { ListFacts } from '../../main/sync/ports';
import type { LoginEntry } from '../../main/sync/run/login-journal';
import { LoginJournal } from '../../main/sync/run/login-journal';

export const UNFILTERED_LIST: ListFacts = { filter: null, total: null };

export function loginJournal(
  clock: Clock,
  stored: readonly LoginEntry[] = [],
  perDay?: number,
): LoginJournal {
  let kept = stored;
  return new LoginJournal({
    clock,
    memory: { load: () => kept, save: (entries) => void (kept = entries) },
    ...(perDay === undefined ? {} : { perDay: () => perDay }),
  });
}

/** The cost of a fast hash of refused logins, for tests that are not about password guessing. */
export const CHEAP_HASH = { N: 2 } as const;
