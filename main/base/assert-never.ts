/** Makes a `switch` over a union fail to compile when a member has no branch. Throws if reached. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
