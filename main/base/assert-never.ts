/** Closes a `switch` over a union: a new member that no branch handles does not compile. Throws if reached. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
