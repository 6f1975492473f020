import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { EMPTY_LIST_STATE, listStateSchema } from '../../preload/contract';
import type { ListState } from '../../preload/contract';
import type { Clock } from '../base/clock';
import { moveFile } from '../base/held-files';
import { backupPath } from '../base/safe-file';
import { brokenPath, readJsonFile, saveJsonFile } from './json-file';

/** The file of the list's settings. They name cities, so they are erased with the customers. */
export const LIST_FILE = 'list.json';

/** The milliseconds before the file is written, so that one write covers several quick clicks. */
const SETTLED_MS = 500;

const fileSchema = z.object({ version: z.literal(1), list: z.preprocess(withCities, listStateSchema) });

/** Parses a newer app's list: keeps each part, column and view that this app knows. */
const partsSchema = z.object({
  version: z.literal(1),
  list: z
    .preprocess(withCities, z.looseObject({}))
    .transform(({ query, columns, views, toldOfPersonalData }): ListState => {
      const { query: querySchema, columns: columnsSchema, views: viewsSchema } = listStateSchema.shape;
      const known = Object.entries(isObject(query) ? query : {}).filter(
        ([key, value]) => querySchema.safeParse({ [key]: value }).success,
      );
      const isColumn = (column: unknown): boolean => columnsSchema.safeParse([NAME, column]).success;
      const shown = asArray(columns).filter(
        (column) => (isObject(column) && column['column'] === NAME.column) || isColumn(column),
      );
      const kept = asArray(views).filter((view) => viewsSchema.safeParse([view]).success);
      return {
        query: querySchema.catch({}).parse(Object.fromEntries(known)),
        columns: columnsSchema.catch(null).parse(columns === null ? null : shown),
        views: viewsSchema.catch([]).parse(kept),
        toldOfPersonalData: toldOfPersonalData === true,
      };
    }),
});
const NAME = { column: 'name', width: null };

/** Converts the single city of an older app's file to a list of cities. */
function withCities(list: unknown): unknown {
  if (!isObject(list)) {
    return list;
  }
  const { query, views } = list;
  return {
    ...list,
    query: queryWithCities(query),
    ...(Array.isArray(views)
      ? {
          views: views.map((view: unknown) =>
            isObject(view) ? { ...view, query: queryWithCities(view['query']) } : view,
          ),
        }
      : {}),
  };
}

function queryWithCities(query: unknown): unknown {
  if (!isObject(query) || !('city' in query)) {
    return query;
  }
  const { city, ...others } = query;
  return city === null ? others : { ...others, cities: [city] };
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Holds the agent's list settings, and writes changes to the file shortly after. */
export class ListFile {
  /**
   * The result of reading the file. `partly`: a newer app wrote parts unknown to this one.
   * `restored`: read from the backup of the last good file. `reset`: no good file was found.
   */
  readonly loaded: 'read' | 'new' | 'partly' | 'restored' | 'reset';
  readonly #path: string;
  readonly #clock: Clock;
  readonly #onFailure: (code: string) => void;
  #state: ListState;
  #cancelWriting: (() => void) | null = null;

  /** Calls `onFailure` with the system's error code if changes cannot be saved beyond this run. */
  constructor(folder: string, clock: Clock, onFailure: (code: string) => void) {
    this.#path = join(folder, LIST_FILE);
    this.#clock = clock;
    this.#onFailure = onFailure;
    const { state, loaded } = load(this.#path, clock.now());
    this.#state = state;
    this.loaded = loaded;
    if (loaded === 'partly') {
      this.#write();
    }
  }

  get state(): ListState {
    return this.#state;
  }

  save(state: ListState): void {
    this.#state = state;
    this.#cancelWriting?.();
    this.#cancelWriting = this.#clock.setTimer(SETTLED_MS, () => this.flush());
  }

  /** Resets filters and order for another account. Columns and views are the agent's own. */
  resetQuery(): ListState {
    this.save({ ...this.#state, query: {} });
    return this.#state;
  }

  /** Resets everything. Call it before erasing the file, which a pending write would restore. */
  forget(): ListState {
    this.#cancelWriting?.();
    this.#cancelWriting = null;
    this.#state = EMPTY_LIST_STATE;
    return this.#state;
  }

  flush(): void {
    if (this.#cancelWriting === null) {
      return;
    }
    this.#cancelWriting();
    this.#cancelWriting = null;
    this.#write();
  }

  #write(): void {
    const failure = saveJsonFile(this.#path, { version: 1, list: this.#state });
    if (failure !== null) {
      this.#onFailure(failure);
    }
  }
}

/** Reads the list; renames a damaged file. Throws only if the folder cannot be read. */
function load(path: string, now: number): { readonly state: ListState; readonly loaded: ListFile['loaded'] } {
  if (!existsSync(path)) {
    return { state: EMPTY_LIST_STATE, loaded: 'new' };
  }
  const stored = readJsonFile(path, fileSchema);
  if (stored !== null) {
    return { state: stored.list, loaded: 'read' };
  }
  const parts = readJsonFile(path, partsSchema);
  moveFile(path, brokenPath(path, now));
  if (parts !== null) {
    return { state: parts.list, loaded: 'partly' };
  }
  const backup = readJsonFile(backupPath(path), fileSchema);
  return backup === null
    ? { state: EMPTY_LIST_STATE, loaded: 'reset' }
    : { state: backup.list, loaded: 'restored' };
}
