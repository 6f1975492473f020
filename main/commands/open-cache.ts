import { join } from 'node:path';
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail } from '../base/result';
import type { Store } from '../customers/open-store';
import { STORE_FILE, openStore } from '../customers/open-store';

/** Opens the cache in a data folder for reading, beside an app that may be running. */
export function openCache(dataFolder: string | undefined): Result<Store, AppError> {
  return dataFolder === undefined
    ? fail(appError('BAD_REQUEST', 'Give the data folder: --data DIR'))
    : openStore(join(dataFolder, STORE_FILE), { readonly: true });
}
