import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { EMPTY_LIST_STATE, listStateSchema } from '../../preload/contract';
import type { ListState } from '../../preload/contract';
import type { Clock } from '../base/clock';
import { moveFile } from '../base/held-files';
import { backupOf } from '../base/safe-file';
import { brokenNameOf, readJsonFile, saveJsonFile } from './json-file';

/** The file's name in the data folder. Apart from the settings: it names cities, and goes with the customers. */
export const LIST_FILE = 'list.json';

/** A click is followed by others: so long is waited before the file is written. */
const SETTLED_MS = 500;

const fileSchema = z.object({ version: z.literal(1), list: z.preprocess(withCities, listStateSchema) });

/** A list as far as it is known: each part of it, each column and view, by itself. */
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

/** Turns the one city of a file that an older app has written into one of several. */
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

/** How the agent has set the list: in memory at once, in the file a moment later. */
export class ListFile {
  /**
   * How reading went: `partly` where a newer app has written what this one does not know, `restored` from the copy of the
   * last good file, or `reset` as there was none.
   */
  readonly loaded: 'read' | 'new' | 'partly' | 'restored' | 'reset';
  readonly #path: string;
  readonly #clock: Clock;
  readonly #onTrouble: (code: string) => void;
  #state: ListState;
  #cancelWriting: (() => void) | null = null;

  /** `onTrouble` is given the system's code when the file cannot be written; the list is then kept until the app ends. */
  constructor(folder: string, clock: Clock, onTrouble: (code: string) => void) {
    this.#path = join(folder, LIST_FILE);
    this.#clock = clock;
    this.#onTrouble = onTrouble;
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

  /** For another account: filters and order as at the first start. Columns and views stay: they are the agent's own. */
  resetQuery(): ListState {
    this.save({ ...this.#state, query: {} });
    return this.#state;
  }

  /** As if the agent had never set anything. Whoever erases the file calls this first, so that none is written after. */
  forget(): ListState {
    this.#cancelWriting?.();
    this.#cancelWriting = null;
    this.#state = EMPTY_LIST_STATE;
    return this.#state;
  }

  /** Writes what is waiting to be written. */
  flush(): void {
    if (this.#cancelWriting === null) {
      return;
    }
    this.#cancelWriting();
    this.#cancelWriting = null;
    this.#write();
  }

  #write(): void {
    const trouble = saveJsonFile(this.#path, { version: 1, list: this.#state });
    if (trouble !== null) {
      this.#onTrouble(trouble);
    }
  }
}

/** A damaged file is set aside, never written over. Throws only if the folder cannot be read. */
function load(path: string, now: number): { readonly state: ListState; readonly loaded: ListFile['loaded'] } {
  if (!existsSync(path)) {
    return { state: EMPTY_LIST_STATE, loaded: 'new' };
  }
  const stored = readJsonFile(path, fileSchema);
  if (stored !== null) {
    return { state: stored.list, loaded: 'read' };
  }
  const parts = readJsonFile(path, partsSchema);
  moveFile(path, brokenNameOf(path, now));
  if (parts !== null) {
    return { state: parts.list, loaded: 'partly' };
  }
  const backup = readJsonFile(backupOf(path), fileSchema);
  return backup === null
    ? { state: EMPTY_LIST_STATE, loaded: 'reset' }
    : { state: backup.list, loaded: 'restored' };
}
