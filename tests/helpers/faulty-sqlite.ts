import type Database from 'better-sqlite3';

/** Counts database calls and makes one of them fail. */
export class CallCounter {
  readonly #failure: () => Error;
  #calls: string[] = [];
  #isArmed = false;
  #failing = Infinity;
  #failed: string | null = null;

  constructor(failure: () => Error) {
    this.#failure = failure;
  }

  /** Counts calls from now on, and makes only the n-th one fail; none for `Infinity`. */
  arm(n: number): void {
    this.#calls = [];
    this.#isArmed = true;
    this.#failing = n;
    this.#failed = null;
  }

  /** Stops counting, and lets all calls succeed. */
  disarm(): void {
    this.#isArmed = false;
  }

  /** The call that has failed since {@link arm}, or `null`. */
  get failed(): string | null {
    return this.#failed;
  }

  /** The calls between {@link arm} and {@link disarm}, in order. */
  get calls(): readonly string[] {
    return this.#calls;
  }

  note(call: string): void {
    if (!this.#isArmed) {
      return;
    }
    this.#calls.push(call);
    if (this.#calls.length === this.#failing) {
      this.#failed = call;
      throw this.#failure();
    }
  }
}

const RUNNING = ['run', 'get', 'all', 'iterate'];

/** Wraps better-sqlite3 so that every call that reaches a database is counted. */
export function faultySqlite(Real: typeof Database, counter: CallCounter): typeof Database {
  return class Faulty extends Real {
    constructor(path: string, options?: Database.Options) {
      counter.note(`open ${path}`);
      super(path, options);
    }

    override prepare(sql: string): never {
      counter.note(`prepare ${sql}`);
      return counted(super.prepare(sql), sql, counter) as never;
    }

    override exec(sql: string): this {
      counter.note(`exec ${sql}`);
      return super.exec(sql);
    }

    override pragma(sql: string, options?: Database.PragmaOptions): unknown {
      counter.note(`pragma ${sql}`);
      return super.pragma(sql, options);
    }

    override backup(path: string): Promise<Database.BackupMetadata> {
      counter.note('backup');
      return super.backup(path);
    }
  } as unknown as typeof Database;
}

function counted(statement: Database.Statement, sql: string, counter: CallCounter): Database.Statement {
  const proxy: Database.Statement = new Proxy(statement, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') {
        return value;
      }
      return (...args: unknown[]): unknown => {
        if (RUNNING.includes(String(key))) {
          counter.note(`${String(key)} ${sql}`);
        }
        const result: unknown = Reflect.apply(value, target, args);
        return result === target ? proxy : result;
      };
    },
  });
  return proxy;
}
