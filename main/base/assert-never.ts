/** Makes a `switch` fail to compile if a member of its union has no branch. Throws when called. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
