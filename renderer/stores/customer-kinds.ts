import type { CustomerKind, CustomerRecord } from '../../preload/contract';
import { isProspect } from '../../preload/contract/customers';

/** What names a kind: TYPE and DESCRIPTION of one of its customers. */
export type KindSource = Pick<CustomerRecord, 'type' | 'description'>;

/** The agent's own customers, those who may become some, both, or kinds chosen one by one. */
export type KindScope = 'own' | 'prospects' | 'all' | 'some';

/** A customer's kind as queries name it (CustomerKind). */
export function kindOf({ type }: Pick<KindSource, 'type'>): string {
  return (type ?? '').trim().toLowerCase();
}

export { isProspect };

export function prospectKinds(kinds: readonly CustomerKind[]): readonly string[] {
  return kinds.filter(isProspect).map(({ kind }) => kind);
}

/** Whether any of these kinds is of prospects. */
export function holdProspects(kinds: readonly CustomerKind[], of: readonly string[]): boolean {
  return prospectKinds(kinds).some((kind) => of.includes(kind));
}

export function ownKinds(kinds: readonly CustomerKind[]): readonly string[] {
  return kinds.filter((one) => !isProspect(one)).map(({ kind }) => kind);
}

/** What is listed until the agent says otherwise: their own customers when most are prospects, else all (null). */
export function usualKinds(kinds: readonly CustomerKind[]): readonly string[] | null {
  const own = ownKinds(kinds);
  const prospects = countOf(kinds, prospectKinds(kinds));
  return own.length > 0 && prospects > countOf(kinds, own) ? own : null;
}

/** How many customers are of these kinds; null for all. */
export function countOf(kinds: readonly CustomerKind[], of: readonly string[] | null): number {
  return kinds
    .filter(({ kind }) => of === null || of.includes(kind))
    .reduce((sum, { customers }) => sum + customers, 0);
}

/** What a choice of kinds amounts to. */
export function scopeOf(kinds: readonly CustomerKind[], chosen: readonly string[] | null): KindScope {
  if (chosen === null) {
    return 'all';
  }
  if (areSameKinds(chosen, ownKinds(kinds))) {
    return 'own';
  }
  return areSameKinds(chosen, prospectKinds(kinds)) ? 'prospects' : 'some';
}

/** Whether both are the same kinds, in whatever order. */
export function areSameKinds(one: readonly string[] | null, other: readonly string[] | null): boolean {
  if (one === null || other === null) {
    return one === other;
  }
  return one.length === other.length && one.every((kind) => other.includes(kind));
}
