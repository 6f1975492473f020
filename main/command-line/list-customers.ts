import type { AppError, CachedCustomer, CustomerRecord } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import { localDate, systemClock } from '../base/clock';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { closeCache } from '../customers/integrity/cache';
import { getCustomer, searchCustomers } from '../customers/queries/search';
import { parseArguments } from './arguments';
import { openStoredCache } from './open-cache';

type ListedCustomer = CustomerRecord & Omit<CachedCustomer, 'record'>;

/**
 * Runs `customers --data DIR [--search TEXT] [--limit N]`. Lists cached customers, including
 * removed ones, by name; with a search, the best matches come first. Without a limit it lists all.
 */
export function listCustomers(args: readonly string[]): Result<readonly ListedCustomer[], AppError> {
  const parsed = parseArguments(args, ['data', 'search', 'limit']);
  if (!parsed.ok) {
    return parsed;
  }
  const { data, search = '', limit } = parsed.value.options;
  if (limit !== undefined && !/^\d{1,9}$/.test(limit)) {
    return fail(appError('BAD_REQUEST', '--limit needs a whole number'));
  }
  const cache = openStoredCache(data);
  if (!cache.ok) {
    return cache;
  }
  const { store } = cache.value;
  try {
    const most = limit === undefined ? -1 : Number(limit);
    const today = localDate(systemClock.now());
    const page = searchCustomers(store, {
      search,
      sort: 'name',
      filter: 'all',
      today,
      offset: 0,
      limit: most,
    });
    // Similar customers are left out, as a calling program would mistake them for matches.
    const found = page.items.slice(0, page.similarFrom ?? page.total);
    const customers = found.flatMap(({ id }) => getCustomer(store, id) ?? []);
    return ok(customers.map(({ record, ...known }) => ({ ...record, ...known })));
  } finally {
    closeCache(cache.value);
  }
}
