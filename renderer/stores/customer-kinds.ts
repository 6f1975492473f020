import type { CustomerKind, CustomerRecord } from '../../preload/contract';
import { isProspect } from '../../preload/contract/customers';

/** The fields that determine a kind. */
export type KindSource = Pick<CustomerRecord, 'type' | 'description'>;

/** The agent's own customers, prospects, both, or individually chosen kinds. */
export type KindScope = 'own' | 'prospects' | 'all' | 'some';

/** Returns the kind of a customer in the form that queries use (`CustomerKind.kind`). */
export function normaliseKind({ type }: Pick<KindSource, 'type'>): string {
  return (type ?? '').trim().toLowerCase();
}

export { isProspect };

export function prospectKinds(kinds: readonly CustomerKind[]): readonly string[] {
  return kinds.filter(isProspect).map(({ kind }) => kind);
}

/** Whether any of these kinds consists of prospects. */
export function includeProspects(kinds: readonly CustomerKind[], of: readonly string[]): boolean {
  return prospectKinds(kinds).some((kind) => of.includes(kind));
}

export function ownKinds(kinds: readonly CustomerKind[]): readonly string[] {
  return kinds.filter((one) => !isProspect(one)).map(({ kind }) => kind);
}

/** Returns the default kinds: the agent's own if prospects outnumber them, else all (`null`). */
export function defaultKinds(kinds: readonly CustomerKind[]): readonly string[] | null {
  const own = ownKinds(kinds);
  const prospects = countCustomersOfKinds(kinds, prospectKinds(kinds));
  return own.length > 0 && prospects > countCustomersOfKinds(kinds, own) ? own : null;
}

/** Returns the number of customers of these kinds; `null` means all kinds. */
export function countCustomersOfKinds(kinds: readonly CustomerKind[], of: readonly string[] | null): number {
  return kinds
    .filter(({ kind }) => of === null || of.includes(kind))
    .reduce((sum, { customers }) => sum + customers, 0);
}

/** Returns the scope that corresponds to a choice of kinds. */
export function findScope(kinds: readonly CustomerKind[], chosen: readonly string[] | null): KindScope {
  if (chosen === null) {
    return 'all';
  }
  if (areSameKinds(chosen, ownKinds(kinds))) {
    return 'own';
  }
  return areSameKinds(chosen, prospectKinds(kinds)) ? 'prospects' : 'some';
}

/** Whether both contain the same kinds, in any order. */
export function areSameKinds(one: readonly string[] | null, other: readonly string[] | null): boolean {
  if (one === null || other === null) {
    return one === other;
  }
  return one.length === other.length && one.every((kind) => other.includes(kind));
}
